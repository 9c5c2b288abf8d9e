using System.Diagnostics;

namespace Ponte.Gateway.Telemetry;

/// <summary>
/// The spans that follow one message from side to side. Nobody listens unless an exporter is set up; then every method here answers null at once. What
/// ties the spans together is kept with the delivery's row, because neither queues nor grain calls carry it.
/// </summary>
internal static class Traces
{
    /// <summary>The name of the source.</summary>
    public const string Source = "Ponte";

    private static readonly ActivitySource Spans = new(Source);

    /// <summary>Begins a trace: one side told something. End it with <see cref="EndHeard"/>.</summary>
    /// <param name="name">For example <c>whatsapp receive</c>.</param>
    /// <param name="instanceId">Whose it is.</param>
    public static Activity? StartHeard(string name, string instanceId)
    {
        if (!Spans.HasListeners())
        {
            return null;
        }

        // Readers go on for days: whatever is current there began with something else.
        Activity.Current = null;
        return Spans.StartActivity(name, ActivityKind.Consumer)?.SetTag(SpanTag.Instance, instanceId);
    }

    /// <summary>Notes that what was heard led to a delivery: it is worth telling of.</summary>
    public static void MarkStored(Activity? heard) => heard?.SetTag(SpanTag.Stored, heard.GetTagItem(SpanTag.Stored) is int before ? before + 1 : 1);

    /// <summary>Tells of the commit of a delivery, which has just ended.</summary>
    /// <param name="heard">What was current when the row was made.</param>
    /// <param name="began">When it began.</param>
    /// <param name="destination">Where the delivery goes.</param>
    /// <param name="kind">The delivery's kind.</param>
    /// <param name="chatId">Our id of its chat.</param>
    public static void Stored(Activity? heard, DateTimeOffset began, string destination, string kind, long chatId)
    {
        if (heard is null || !Spans.HasListeners())
        {
            return;
        }

        using var span = Spans.StartActivity("delivery enqueue", ActivityKind.Producer, heard.Context, startTime: began);
        span?.SetTag(SpanTag.Destination, destination).SetTag(SpanTag.Kind, kind).SetTag(SpanTag.Chat, chatId);
    }

    /// <summary>Ends what <see cref="StartHeard"/> began. What led to nothing new, such as a message that catch-up meets again, is not exported.</summary>
    public static void EndHeard(Activity? heard)
    {
        if (heard is null)
        {
            return;
        }

        if (heard.GetTagItem(SpanTag.Stored) is null)
        {
            heard.IsAllDataRequested = false;
            heard.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        heard.Dispose();
    }

    /// <summary>Begins one attempt at a delivery, in the trace that its row belongs to.</summary>
    public static Activity? StartAttempt(string? traceParent)
    {
        if (!Spans.HasListeners())
        {
            return null;
        }

        Activity.Current = null;
        return ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? Spans.StartActivity("delivery attempt", ActivityKind.Consumer, parent)
            : Spans.StartActivity("delivery attempt", ActivityKind.Consumer);
    }

    /// <summary>Begins a part of what is current.</summary>
    public static Activity? StartCall(string name) => Spans.StartActivity(name, ActivityKind.Client);
}
