using System.Globalization;
using Ponte.Chatwoot;
using Ponte.Chatwoot.Realtime;
using Ponte.Gateway.Bridge.Realtime;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>
/// A test note on its way through an inbox: in by REST, out by a realtime connection of its own. It is a private note with a <c>source_id</c>, in a resolved conversation of
/// a contact without a number, so nothing of it can go to a customer or into the ledger, and no agent is called to it. What it made it removes, however it ended.
/// </summary>
internal sealed partial class RoundTrip(CableInvoker invoker, TimeProvider time, Random random, ILoggerFactory loggers)
{
    /// <summary>What the identifier of every test contact begins with.</summary>
    public const string Prefix = "ponte-test-";

    private const int Tries = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger<RoundTrip>();

    public async Task<PreflightStep> RunAsync(ChatwootClient client, long inboxId, CancellationToken cancellationToken)
    {
        var name = NewName();
        var options = new CableOptions { BaseUrl = client.Endpoint.BaseUrl };
        await using var cable = new ActionCableConnection(
            options, token => InboxSteps.SubscriptionAsync(client, token), time, random, loggers.CreateLogger<ActionCableConnection>(), invoker.Value);
        cable.Start();
        if (await WaitAsync(cable, notice => notice is ConnectionStateChanged { State: CableState.Connected or CableState.Disconnected }, Connecting, cancellationToken)
            is not ConnectionStateChanged { State: CableState.Connected })
        {
            return PreflightStep.Failed(PreflightCode.RoundTrip, "round_trip_deaf");
        }

        PreflightStep step;
        bool isLeft;
        var trip = new TestConversation(client, inboxId, name);
        try
        {
            step = await TravelAsync(trip, cable, name, cancellationToken);
        }
        finally
        {
            isLeft = !await RemoveAsync(trip);
        }

        return isLeft && step.Outcome == PreflightOutcome.Passed ? PreflightStep.Warning(PreflightCode.RoundTrip, "round_trip_left", name) : step;
    }

    private async Task<PreflightStep> TravelAsync(TestConversation trip, ActionCableConnection cable, string name, CancellationToken cancellationToken)
    {
        if (await trip.OpenAsync(cancellationToken) is { } refused)
        {
            return Refused(refused);
        }

        var began = time.GetTimestamp();
        if (await trip.PostAsync(cancellationToken) is { } notPosted)
        {
            return Refused(notPosted);
        }

        var heard = await WaitAsync(
            cable, notice => notice is EventReceived { Event: MessageCreated { Message.SourceId: { } source } } && source == name, Limit, cancellationToken);
        var took = time.GetElapsedTime(began).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        return heard is null
            ? PreflightStep.Failed(PreflightCode.RoundTrip, "round_trip_unheard", Limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture))
            : PreflightStep.Passed(PreflightCode.RoundTrip, "round_trip", took);
    }

    private static PreflightStep Refused(ChatwootError error) =>
        PreflightStep.Failed(PreflightCode.RoundTrip, "round_trip_refused", error.Detail) with { Error = error };

    // Whoever asked may be gone by now: what was made has to go all the same.
    private async Task<bool> RemoveAsync(TestConversation trip)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await trip.RemoveAsync() is not { } error)
            {
                return true;
            }

            LogLeft(attempt, error.Kind);
            if (attempt == Tries)
            {
                return false;
            }

            await Task.Delay(Pause, time, CancellationToken.None);
        }
    }

    private async Task<CableNotice?> WaitAsync(ActionCableConnection cable, Func<CableNotice, bool> wanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await foreach (var notice in cable.ReadAllAsync(either.Token))
            {
                if (wanted(notice))
                {
                    return notice;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Too late.
        }

        return null;
    }

    private string NewName()
    {
        var bytes = new byte[8];
        random.NextBytes(bytes);
        return Prefix + Convert.ToHexStringLower(bytes);
    }

    [LoggerMessage(LogLevel.Warning, "What a test note left in Chatwoot could not be removed in try {Attempt}: {Kind}")]
    private partial void LogLeft(int attempt, ChatwootErrorKind kind);
}
