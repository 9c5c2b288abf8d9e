using System.Threading.Channels;
using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Reads the conversations that something was heard of: messages of the cable, which are remembered here, and of webhooks, whose hints wait on disk. What is
/// heard says where to look, never what to send: so the order is that of Chatwoot's ids, whatever was lost, doubled or swapped on the way. A Chatwoot
/// that does not answer is asked again with growing pauses, each conversation for itself.
/// </summary>
internal sealed partial class HintLoop(
    AccountIntegrations account, HintStore store, HintReader reader, IntegrationHealth health, TimeProvider time, ILogger<HintLoop> logger)
{
    /// <summary>
    /// How long after it was heard of a conversation is read (design §5): what an agent writes in one go is read at once, and a message with a lower id that
    /// Chatwoot commits a little later is there.
    /// </summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(150);

    private const int AtOnce = 8;
    private const int MaxWaiting = 10_000;

    // A lost notice, or a process that ended: the table is the truth.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private readonly HintBoard _board = new(MaxWaiting);
    private readonly Channel<bool> _triggers = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _storeIsDue = true;

    /// <summary>A message that goes out came from the cable. False when too many conversations wait: it is left to catch-up, which must run.</summary>
    public bool Hear(Integration integration, Message message, DateTimeOffset receivedAt)
    {
        if (message.ConversationId is not { } conversationId)
        {
            return true;
        }

        if (!_board.Add(Hint.Heard(integration.Id, conversationId, message.Id), receivedAt + Wait))
        {
            LogOverflow();
            return false;
        }

        _triggers.Writer.TryWrite(true);
        return true;
    }

    /// <summary>A webhook's hint is on disk, or an integration has changed.</summary>
    public void Look()
    {
        _storeIsDue = true;
        _triggers.Writer.TryWrite(true);
    }

    /// <summary>Reads, for ever.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var reads = new List<Task>();
        try
        {
            for (var loadAt = time.GetUtcNow(); ;)
            {
                if (_storeIsDue || time.GetUtcNow() >= loadAt)
                {
                    await TryLoadAsync(stopping);
                    loadAt = time.GetUtcNow() + Period;
                }

                reads.RemoveAll(read => read.IsCompleted);
                reads.AddRange(_board.Take(time.GetUtcNow(), AtOnce - reads.Count).Select(hint => ReadAsync(hint, stopping)));
                var next = reads.Count < AtOnce ? _board.NextDue(time.GetUtcNow()) ?? Period : Period;
                await _triggers.WaitAsync(next < Period ? next : Period, time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping; what was heard is found again by catch-up.
        }

        await Task.WhenAll(reads);
    }

    private async Task TryLoadAsync(CancellationToken stopping)
    {
        _storeIsDue = false;
        try
        {
            await account.ReadAsync(stopping);
            foreach (var integration in account.Working)
            {
                foreach (var hint in await store.ListAsync(integration.Id, stopping))
                {
                    _board.Add(hint, DateTimeOffset.FromUnixTimeMilliseconds(hint.ReceivedAt) + Wait);
                }
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogLoadBroke(exception);
        }
    }

    private async Task ReadAsync(Hint hint, CancellationToken stopping)
    {
        try
        {
            if (await TryReadAsync(hint, stopping))
            {
                _board.Done(hint);
            }
            else
            {
                _board.Failed(hint, time.GetUtcNow());
                _storeIsDue = true;
            }
        }
        catch (Exception exception)
        {
            if (!stopping.IsCancellationRequested)
            {
                LogBroke(exception, hint.ConversationId, hint.IntegrationId);
            }

            _board.Failed(hint, time.GetUtcNow());
        }

        _triggers.Writer.TryWrite(true);
    }

    private async Task<bool> TryReadAsync(Hint hint, CancellationToken stopping)
    {
        if (account.Working.FirstOrDefault(working => working.Id == hint.IntegrationId) is not { } integration)
        {
            // Only a person can mend it, or it is gone, and what was heard with it.
            return account.All.All(known => known.Id != hint.IntegrationId);
        }

        var error = await reader.ReadAsync(integration, hint, stopping);
        await health.ReportReadingAsync(integration, error, stopping);
        if (error is not null)
        {
            LogStopped(hint.ConversationId, integration.Id, error.Kind);
        }

        return error is null;
    }

    [LoggerMessage(LogLevel.Warning, "Conversation {Conversation} of {Integration} could not be read: {Kind}; it is tried again")]
    private partial void LogStopped(long conversation, string integration, ChatwootErrorKind kind);

    [LoggerMessage(LogLevel.Error, "Reading conversation {Conversation} of {Integration} broke off; it is repeated")]
    private partial void LogBroke(Exception exception, long conversation, string integration);

    [LoggerMessage(LogLevel.Error, "What webhooks told of could not be looked up; it is tried again")]
    private partial void LogLoadBroke(Exception exception);

    [LoggerMessage(LogLevel.Warning, "More conversations wait to be read than can be remembered; the rest is read by catch-up")]
    private partial void LogOverflow();
}
