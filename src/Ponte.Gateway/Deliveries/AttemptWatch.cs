using System.Diagnostics;
using Ponte.Gateway.Telemetry;

namespace Ponte.Gateway.Deliveries;

/// <summary>Watches one attempt until its outcome is stored: the span in the row's trace, the hops in the metrics, and what log lines are about.</summary>
internal sealed class AttemptWatch : IDisposable
{
    private readonly Delivery _row;
    private readonly DeliveryMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly IDisposable? _scope;
    private readonly Activity? _span;
    private long _since;
    private DeliveryOutcome? _outcome;

    private AttemptWatch(Delivery row, DeliveryMetrics metrics, TimeProvider time, ILogger logger)
    {
        _row = row;
        _metrics = metrics;
        _time = time;
        _span = Traces.StartAttempt(row.TraceParent);
        _scope = logger.BeginScope(new LogScope(row.Lane.InstanceId, row.Lane.ChatId, row.Id));
        _since = time.GetTimestamp();
    }

    /// <summary>An attempt begins.</summary>
    public static AttemptWatch Begin(Delivery row, DeliveryMetrics metrics, TimeProvider time, ILogger logger)
    {
        var watch = new AttemptWatch(row, metrics, time, logger);
        watch._span?
            .SetTag(SpanTag.Instance, row.Lane.InstanceId)
            .SetTag(SpanTag.Chat, row.Lane.ChatId)
            .SetTag(SpanTag.Delivery, row.Id)
            .SetTag(SpanTag.Destination, row.Lane.Destination)
            .SetTag(SpanTag.Kind, row.Kind)
            .SetTag(SpanTag.Attempt, row.Attempts + 1);

        // A row that never waited for a later time has not been tried.
        if (row.Attempts == 0 && row.NextAttemptAt == row.CreatedAt)
        {
            metrics.Passed(Hop.Queue, row.Lane.Destination, time.GetUtcNow() - row.CreatedAt);
        }

        return watch;
    }

    /// <summary>The target has answered; storing begins.</summary>
    public void Answered(DeliveryOutcome outcome)
    {
        _outcome = outcome;
        Pass(Hop.Attempt);
        var (name, failure) = Describe(outcome);
        _metrics.Attempt(_row.Lane.Destination, _row.Kind, name, failure?.Code ?? "");
        if (_span is null)
        {
            return;
        }

        _span.SetTag(SpanTag.Outcome, name);
        if (failure is not null)
        {
            _span.SetTag(SpanTag.Code, failure.Code).SetStatus(outcome is DeliveryOutcome.RetryAt { Counts: false } ? ActivityStatusCode.Unset : ActivityStatusCode.Error, failure.Code);
        }

        if (outcome is DeliveryOutcome.Delivered { Links: [var link, ..] })
        {
            _span
                .SetTag(SpanTag.WhatsAppMessage, link.WhatsAppId)
                .SetTag(SpanTag.ChatwootMessage, link.ChatwootMessageId)
                .SetTag(SpanTag.ChatwootConversation, link.ConversationId);
        }
    }

    /// <summary>The outcome is on disk.</summary>
    public void Stored()
    {
        Pass(Hop.Commit);
        if (_outcome is DeliveryOutcome.Delivered)
        {
            _metrics.Passed(Hop.Total, _row.Lane.Destination, _time.GetUtcNow() - _row.ReceivedAt);
        }
    }

    /// <summary>The attempt is over; without an answer it broke.</summary>
    public void Dispose()
    {
        if (_outcome is null)
        {
            _metrics.Attempt(_row.Lane.Destination, _row.Kind, "broken", "");
            _span?.SetStatus(ActivityStatusCode.Error, "broken");
        }

        _scope?.Dispose();
        _span?.Dispose();
    }

    private void Pass(string hop)
    {
        var now = _time.GetTimestamp();
        _metrics.Passed(hop, _row.Lane.Destination, _time.GetElapsedTime(_since, now));
        _since = now;
    }

    private static (string Name, DeliveryFailure? Failure) Describe(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => ("delivered", null),
        DeliveryOutcome.Ignored => ("ignored", null),
        DeliveryOutcome.RetryAt { Counts: false } waits => ("waiting", waits.Failure),
        DeliveryOutcome.RetryAt again => ("retry", again.Failure),
        DeliveryOutcome.Failed failed => ("failed", failed.Failure),
        _ => ("unknown", null),
    };
}
