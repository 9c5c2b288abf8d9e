using System.Diagnostics;
using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Realtime;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Bridge.Webhooks;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// What one Chatwoot user hears: live events from the cable, and by REST whatever was missed. Live events only enqueue; cursors are moved by
/// catch-up alone (design §5). After every confirmed subscription live messages wait until catch-up has passed their conversation.
/// </summary>
internal sealed partial class AccountFeed : IAsyncDisposable
{
    private static readonly TimeSpan ConfirmLimit = TimeSpan.FromSeconds(20);

    private readonly AccountIntegrations _account;
    private readonly ActionCableConnection _connection;
    private readonly ConversationStates _states;
    private readonly HostRecovery _recovery;
    private readonly BridgeMetrics _metrics;
    private readonly MessageHold _hold;
    private readonly AgentUpdates _updates;
    private readonly AgentPresence _presence;
    private readonly CatchUpLoop _catchUp;
    private readonly HintLoop _hints;
    private readonly ReviewLoop _review;
    private readonly WebhookLoop _webhooks;
    private readonly TimeProvider _time;
    private readonly ILogger<AccountFeed> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _loops = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<string> _begun = [];
    private ConnectionStateChanged? _last;
    private bool _started;

    public AccountFeed(
        AccountIntegrations account,
        ActionCableConnection connection,
        ConversationStates states,
        AgentUpdates updates,
        AgentPresence presence,
        CatchUpPass pass,
        MessageHold hold,
        HintLoop hints,
        ReviewLoop review,
        WebhookLoop webhooks,
        HostRecovery recovery,
        BridgeMetrics metrics,
        BridgeOptions options,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _account = account;
        _connection = connection;
        _states = states;
        _updates = updates;
        _presence = presence;
        _recovery = recovery;
        _metrics = metrics;
        _time = time;
        _logger = loggers.CreateLogger<AccountFeed>();
        _hold = hold;
        _hints = hints;
        _review = review;
        _webhooks = webhooks;
        var period = TimeSpan.FromSeconds(options.CatchUpSeconds);
        _catchUp = new CatchUpLoop(account, pass, _hold, presence, period, time, loggers.CreateLogger<CatchUpLoop>());
    }

    /// <summary>Reads the integrations anew; false when there is none left to listen for.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await _account.ReadAsync(cancellationToken);
        if (_account.All.Count == 0)
        {
            return false;
        }

        bool first;
        lock (_lock)
        {
            first = !_started && !_stopping.IsCancellationRequested;
            _started = true;
        }

        if (first)
        {
            // What asked for this is not the cause of all that is heard.
            Activity.Current = null;
            _metrics.Watch(_connection);
            _connection.Start();
            _loops.Add(Task.Run(() => ListenAsync(_stopping.Token), CancellationToken.None));
            _loops.Add(Task.Run(() => _hold.RunAsync(_stopping.Token), CancellationToken.None));
            _loops.Add(Task.Run(() => _updates.RunAsync(_stopping.Token), CancellationToken.None));
            _loops.Add(Task.Run(() => _presence.RunAsync(_stopping.Token), CancellationToken.None));
            _loops.Add(Task.Run(() => _catchUp.RunAsync(_stopping.Token), CancellationToken.None));
            _loops.Add(Task.Run(() => _hints.RunAsync(_stopping.Token), CancellationToken.None));
            _loops.Add(Task.Run(() => _review.RunAsync(_stopping.Token), CancellationToken.None));
            _loops.Add(Task.Run(() => _webhooks.RunAsync(_stopping.Token), CancellationToken.None));
        }
        else if (_connection.State == CableState.Connected)
        {
            // A new integration joins a standing connection: what it knows begins now.
            BeginStates();
            _catchUp.Trigger();
        }
        else
        {
            _connection.Reconnect();
        }

        _webhooks.Trigger();
        return true;
    }

    /// <summary>A webhook told of a conversation, and that is on disk.</summary>
    public void Hint(string integrationId, long conversationId) => _hints.Hear(integrationId, conversationId);

    /// <summary>Waits for the confirmation; null when it came, else why not.</summary>
    public async Task<string?> ConfirmAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConfirmLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken, _stopping.Token);
        while (true)
        {
            Task changed;
            ConnectionStateChanged? last;
            lock (_lock)
            {
                (changed, last) = (_changed.Task, _last);
            }

            if (last is { State: CableState.Connected })
            {
                return null;
            }

            if (last is { State: CableState.Disconnected, Cause: { } refused })
            {
                return refused.Detail;
            }

            try
            {
                await changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                return last?.Cause?.Detail ?? "no confirmation within 10s, two tries";
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _metrics.Forget(_connection);
        await _connection.DisposeAsync();
        await Task.WhenAll(_loops);
        EndStates();
        _stopping.Dispose();
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var notice in _connection.ReadAllAsync(stopping))
            {
                await HearAsync(notice, stopping);
                if (_connection.Waiting == 0)
                {
                    _hold.ReadUpTo(null);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task HearAsync(CableNotice notice, CancellationToken stopping)
    {
        try
        {
            switch (notice)
            {
                case ConnectionStateChanged change:
                    _hold.ReadUpTo(_time.GetUtcNow());
                    await ConnectionAsync(change, stopping);
                    break;
                case EventReceived received:
                    _hold.ReadUpTo(received.ReceivedAt);
                    Hear(received);
                    break;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever this was, it may have cost an event: a fresh subscription brings a catch-up.
            LogNoticeFailed(exception);
            _connection.Reconnect();
        }
    }

    private async Task ConnectionAsync(ConnectionStateChanged change, CancellationToken stopping)
    {
        if (change.Cause is { Kind: var kind })
        {
            LogTrouble(change.State, kind);
        }
        else
        {
            LogState(change.State);
        }

        if (change.State == CableState.Connected)
        {
            _hold.HoldUntilCaughtUp();
            await _account.ReadAsync(stopping);
            BeginStates();
            _catchUp.Trigger();
            _review.Trigger();
            await _account.ReportAsync(null, stopping);
            await _recovery.RecoveredAsync(_account.BaseUrl);
        }
        else
        {
            EndStates();
            if (change.Cause is { } cause)
            {
                await _account.ReportAsync(cause, stopping);
            }
        }

        TaskCompletionSource changed;
        lock (_lock)
        {
            _last = change;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private void Hear(EventReceived received)
    {
        switch (received.Event)
        {
            case MessageCreated { Message: var message } when _account.OfInbox(message.InboxId) is { } integration:
                FaultPoint.Pass(FaultPoint.AgentMessageHeard);
                if (!_hold.Add(integration, message, received.ReceivedAt))
                {
                    _catchUp.Trigger();
                }

                _presence.Hear(integration, message);
                break;
            case MessageUpdated { Message: var message } updated when _account.OfInbox(message.InboxId) is { } integration:
                if (message.IsDeleted)
                {
                    _hold.Drop(integration, message);
                }

                _updates.Hear(integration, updated, received.ReceivedAt);
                break;
            case TypingChanged typing when _account.OfInbox(typing.Conversation.InboxId) is { } integration:
                _presence.Hear(integration, typing);
                break;
            case ConversationCreated { Conversation: var conversation }:
                Observe(conversation);
                break;
            case ConversationUpdated { Conversation: var conversation }:
                Observe(conversation);
                break;
            case ConversationStatusChanged { Conversation: var conversation }:
                Observe(conversation);
                break;
            case ContactUpdated { Contact: var contact }:
                Observe(contact);
                break;
        }
    }

    private void Observe(Conversation conversation)
    {
        if (_account.OfInbox(conversation.InboxId) is not { } integration)
        {
            return;
        }

        _presence.Hear(integration, conversation);
        if ((conversation.ContactInbox?.ContactId ?? conversation.Contact?.Id) is { } contactId)
        {
            var resolved = conversation.Status == ConversationStatus.Resolved;
            _states.Of(integration.Id).Observe(contactId, new KnownConversation(conversation.Id, resolved, conversation.Contact?.Blocked ?? false));
        }
    }

    private void Observe(Contact contact)
    {
        foreach (var integration in _account.All)
        {
            _states.Of(integration.Id).ObserveContact(contact.Id, contact.Blocked);
        }
    }

    private void BeginStates()
    {
        lock (_lock)
        {
            EndStates();
            _begun = [.. _account.All.Select(integration => integration.Id)];
            _begun.ForEach(_states.Begin);
        }
    }

    // Also of integrations that have left this connection since.
    private void EndStates()
    {
        lock (_lock)
        {
            _begun.ForEach(_states.End);
            _begun = [];
        }
    }

    [LoggerMessage(LogLevel.Debug, "The realtime connection is {State}")]
    private partial void LogState(CableState state);

    [LoggerMessage(LogLevel.Debug, "The realtime connection is {State}: {Cause}")]
    private partial void LogTrouble(CableState state, ChatwootErrorKind cause);

    [LoggerMessage(LogLevel.Error, "An event could not be taken in; the connection is made anew")]
    private partial void LogNoticeFailed(Exception exception);
}
