using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Realtime;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Bridge.Webhooks;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// What one Chatwoot user hears. A live message says which conversation to read: messages come by REST alone, from a cursor on and in the order of
/// their ids, so that nothing the cable loses or swaps is lost or swapped for the customer. After every confirmed subscription, catch-up looks for more.
/// </summary>
internal sealed partial class AccountFeed(
    AccountIntegrations account,
    ActionCableConnection connection,
    ConversationStates states,
    AgentUpdates updates,
    AgentPresence presence,
    CatchUpLoop catchUp,
    HintLoop hints,
    ReviewLoop review,
    WebhookLoop webhooks,
    HostRecovery recovery,
    BridgeMetrics metrics,
    TimeProvider time,
    ILogger<AccountFeed> logger) : IAsyncDisposable
{
    private static readonly TimeSpan ConfirmLimit = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _loops = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<string> _begun = [];
    private ConnectionStateChanged? _last;
    private bool _started;

    /// <summary>Reads the integrations anew; false when there is none left to listen for.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await account.ReadAsync(cancellationToken);
        if (account.All.Count == 0)
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
            Start();
        }
        else if (connection.State == CableState.Connected)
        {
            // A new integration joins a standing connection: what it knows begins now.
            BeginStates();
            catchUp.Trigger();
        }
        else
        {
            connection.Reconnect();
        }

        webhooks.Trigger();
        hints.Look();
        return true;
    }

    /// <summary>A webhook told of a conversation, and that is on disk.</summary>
    public void Hint() => hints.Look();

    /// <summary>Waits for the confirmation; null when it came, else why not.</summary>
    public async Task<string?> ConfirmAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConfirmLimit, time);
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
        metrics.Forget(connection);
        await connection.DisposeAsync();
        await Task.WhenAll(_loops);
        EndStates();
        _stopping.Dispose();
    }

    private void Start()
    {
        // What asked for this is not the cause of all that is heard: neither its trace nor what its log lines are about goes along.
        using var alone = ExecutionContext.SuppressFlow();
        metrics.Watch(connection);
        connection.Start();
        Func<CancellationToken, Task>[] loops =
            [ListenAsync, updates.RunAsync, presence.RunAsync, catchUp.RunAsync, hints.RunAsync, review.RunAsync, webhooks.RunAsync];
        _loops.AddRange(loops.Select(loop => Task.Run(() => loop(_stopping.Token), CancellationToken.None)));
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var notice in connection.ReadAllAsync(stopping))
            {
                await HearAsync(notice, stopping);
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
                    await ConnectionAsync(change, stopping);
                    break;
                case EventReceived received:
                    Hear(received);
                    break;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever this was, it may have cost an event: a fresh subscription brings a catch-up.
            LogNoticeFailed(exception);
            connection.Reconnect();
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
            await account.ReadAsync(stopping);
            BeginStates();
            catchUp.Trigger();
            review.Trigger();
            await account.ReportAsync(null, stopping);
            await recovery.RecoveredAsync(account.BaseUrl);
        }
        else
        {
            EndStates();
            if (change.Cause is { } cause)
            {
                await account.ReportAsync(cause, stopping);
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
            case MessageCreated { Message: var message } when account.OfInbox(message.InboxId) is { } integration:
                FaultPoint.Pass(FaultPoint.AgentMessageHeard);
                if (AgentMessages.GoesOut(message) && !hints.Hear(integration, message, received.ReceivedAt))
                {
                    catchUp.Trigger();
                }

                presence.Hear(integration, message);
                break;
            case MessageUpdated { Message: var message } updated when account.OfInbox(message.InboxId) is { } integration:
                updates.Hear(integration, updated, received.ReceivedAt);
                break;
            case TypingChanged typing when account.OfInbox(typing.Conversation.InboxId) is { } integration:
                presence.Hear(integration, typing);
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
        if (account.OfInbox(conversation.InboxId) is not { } integration)
        {
            return;
        }

        presence.Hear(integration, conversation);
        if ((conversation.ContactInbox?.ContactId ?? conversation.Contact?.Id) is { } contactId)
        {
            var resolved = conversation.Status == ConversationStatus.Resolved;
            states.Of(integration.Id).Observe(contactId, new KnownConversation(conversation.Id, resolved, conversation.Contact?.Blocked ?? false));
        }
    }

    private void Observe(Contact contact)
    {
        foreach (var integration in account.All)
        {
            states.Of(integration.Id).ObserveContact(contact.Id, contact.Blocked);
        }
    }

    private void BeginStates()
    {
        lock (_lock)
        {
            EndStates();
            _begun = [.. account.All.Select(integration => integration.Id)];
            _begun.ForEach(states.Begin);
        }
    }

    // Also of integrations that have left this connection since.
    private void EndStates()
    {
        lock (_lock)
        {
            _begun.ForEach(states.End);
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
