using System.Threading.Channels;
using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Works on what webhooks told of. While a conversation is being read for a hint, its live messages are held: what the reading finds comes before them.
/// A Chatwoot that does not answer is asked again with growing pauses, and hints wait on disk.
/// </summary>
internal sealed partial class HintLoop(
    AccountIntegrations account, HintStore store, HintReader reader, MessageHold hold, TimeProvider time, ILogger<HintLoop> logger)
{
    private const int AtOnce = 4;

    // A lost notice, or a process that ended: the table is the truth.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _triggers = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A hint about a conversation is on disk.</summary>
    public void Hear(string integrationId, long conversationId)
    {
        hold.BeginReading(integrationId, conversationId);
        _triggers.Writer.TryWrite(true);
    }

    /// <summary>Works, for ever.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var pause = FirstPause;
            while (true)
            {
                switch (await TryRoundAsync(stopping))
                {
                    case Round.Nothing:
                        pause = FirstPause;
                        await _triggers.WaitAsync(Period, time, stopping);
                        break;
                    case Round.Worked:
                        pause = FirstPause;
                        break;
                    case Round.WorkedInPart:
                        pause = FirstPause;
                        await Task.Delay(pause, time, stopping);
                        break;
                    default:
                        await Task.Delay(pause, time, stopping);
                        pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task<Round> TryRoundAsync(CancellationToken stopping)
    {
        try
        {
            return await RoundAsync(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogBroke(exception);
            return Round.Stuck;
        }
    }

    private async Task<Round> RoundAsync(CancellationToken stopping)
    {
        // Taken first: a hint is on disk before it is heard, so what is held without a row now has been read.
        var held = hold.Reading();
        await account.ReadAsync(stopping);
        var hints = new List<(Integration Integration, Hint Hint)>();
        foreach (var integration in account.Working)
        {
            hints.AddRange((await store.ListAsync(integration.Id, stopping)).Select(hint => (integration, hint)));
        }

        var waiting = hints.Select(pair => (pair.Hint.IntegrationId, pair.Hint.ConversationId)).ToHashSet();
        hold.EndReading(held.Where(reading => !waiting.Contains(reading.Key)));
        if (hints.Count == 0)
        {
            return Round.Nothing;
        }

        hints.ForEach(pair => hold.BeginReading(pair.Hint.IntegrationId, pair.Hint.ConversationId));
        await Task.Delay(MessageHold.Wait, time, stopping);
        var read = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping };
        await Parallel.ForEachAsync(hints, parallel, async (pair, token) =>
        {
            if (await ReadAsync(pair.Integration, pair.Hint, token))
            {
                Interlocked.Increment(ref read);
            }
        });
        return read == hints.Count ? Round.Worked : read > 0 ? Round.WorkedInPart : Round.Stuck;
    }

    private async Task<bool> ReadAsync(Integration integration, Hint hint, CancellationToken stopping)
    {
        if (await reader.ReadAsync(integration, hint, message => hold.Drop(integration, message), stopping) is not { } error)
        {
            return true;
        }

        LogStopped(hint.ConversationId, integration.Id, error.Kind);

        // The cable may still work with a token that REST refuses: then messages go on, and the hint waits for a person.
        if (error.Kind is ChatwootErrorKind.InvalidToken or ChatwootErrorKind.Forbidden)
        {
            hold.EndReading(hold.Reading().Where(reading => reading.Key == (hint.IntegrationId, hint.ConversationId)));
        }

        return false;
    }

    private enum Round
    {
        Nothing,
        Worked,
        WorkedInPart,
        Stuck,
    }

    [LoggerMessage(LogLevel.Warning, "Conversation {Conversation} of {Integration} could not be read after a webhook: {Kind}")]
    private partial void LogStopped(long conversation, string integration, ChatwootErrorKind kind);

    [LoggerMessage(LogLevel.Error, "Reading after webhooks broke off; it is repeated")]
    private partial void LogBroke(Exception exception);
}
