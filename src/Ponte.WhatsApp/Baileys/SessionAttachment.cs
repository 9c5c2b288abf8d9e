using System.Text.Json;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// Keeps one session open in whatever engine process is there: opens it when a process has started, again when that one has been replaced,
/// and takes what the process tells about it. What cannot be opened is tried again; nobody waits for that.
/// </summary>
internal sealed partial class SessionAttachment(string id, SessionSettings settings, EngineProcess process, SessionEvents events, BaileysContext context)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private SessionSettings _settings = settings;
    private TaskCompletionSource<EngineRun> _opened = NewOpened();
    private TaskCompletionSource _reopening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EngineNotifications? _source;
    private bool _statusHeard;
    private long _acknowledged;
    private Task _keeping = Task.CompletedTask;

    public string Id => id;

    public void Start() => _keeping = Task.Run(KeepAsync);

    /// <summary>Where the session is open now; null when it is not.</summary>
    public EngineRun? Current
    {
        get
        {
            lock (_lock)
            {
                return _opened.Task.IsCompletedSuccessfully ? _opened.Task.Result : null;
            }
        }
    }

    /// <summary>As <see cref="Current"/>, waiting a while for a process that is just starting.</summary>
    public async Task<EngineRun?> OpenedAsync(CancellationToken cancellationToken)
    {
        Task<EngineRun> opened;
        lock (_lock)
        {
            opened = _opened.Task;
        }

        try
        {
            return await opened.WaitAsync(context.Timings.Patience, context.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Applies settings now, and at every later opening.</summary>
    public async Task ConfigureAsync(SessionSettings changed)
    {
        lock (_lock)
        {
            _settings = changed;
        }

        try
        {
            await (Current?.Rpc.ConfigureAsync(id, changed) ?? Task.CompletedTask);
        }
        catch (EngineRpcException e)
        {
            LogTrouble(context.Logger, id, e.Message);
            Reopen();
        }
    }

    /// <summary>Remembers what is stored, and tells it; a process that is gone is told when the session is open again.</summary>
    /// <exception cref="EngineRpcException">The engine could not take note of it; to be repeated.</exception>
    public async Task AcknowledgeAsync(long position)
    {
        lock (_lock)
        {
            _acknowledged = Math.Max(_acknowledged, position);
        }

        events.Drained();
        try
        {
            await (Current?.Rpc.AcknowledgeAsync(id, position) ?? Task.CompletedTask);
        }
        catch (EngineRpcException e) when (e.IsConnectionLost)
        {
            // The next process delivers it again, and is told then.
        }
    }

    /// <summary>Takes journal entries.</summary>
    public void Receive(EngineNotifications source, JsonElement entries)
    {
        var isOld = false;
        lock (_lock)
        {
            foreach (var entry in entries.EnumerateArray())
            {
                if (source != _source)
                {
                    return;
                }

                isOld |= EngineEvent.Position(entry) <= _acknowledged;
                Take(entry);
            }
        }

        if (isOld)
        {
            _ = AcknowledgeAgainAsync();
        }
    }

    /// <summary>Takes a status.</summary>
    public void Receive(EngineNotifications source, SessionStatus status)
    {
        lock (_lock)
        {
            if (source == _source)
            {
                _statusHeard = true;
                events.Set(status);
            }
        }
    }

    /// <summary>Takes what is not journaled, somebody's typing; it falls away when the reader is behind.</summary>
    public void ReceiveTyping(EngineNotifications source, JsonElement typing)
    {
        lock (_lock)
        {
            if (source == _source && EngineEvent.Read(typing, context.Time.GetUtcNow()) is TypingChanged changed)
            {
                events.TryTell(changed);
            }
        }
    }

    /// <summary>Closes the session in its process, as far as that takes part.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        try
        {
            await _keeping.WaitAsync(context.Timings.Stop * 2, context.Time);
            _closing.Dispose();
        }
        catch (TimeoutException)
        {
            LogNotClosed(context.Logger, id, "it is still being opened");
        }
    }

    private static TaskCompletionSource<EngineRun> NewOpened() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Take(JsonElement entry)
    {
        var position = EngineEvent.Position(entry);
        var read = EngineEvent.Read(entry, context.Time.GetUtcNow());
        if (position is null || read is null)
        {
            context.Metrics.UnreadableEvent();
            LogUnreadable(context.Logger, id, position);
        }

        if (position is { } place && !events.TryAdd(place, read))
        {
            // Nothing more is taken from this opening; the next one begins with what did not fit.
            LogOverflow(context.Logger, id);
            _source = null;
            Reopen();
        }
    }

    private async Task AcknowledgeAgainAsync()
    {
        try
        {
            await AcknowledgeAsync(Volatile.Read(ref _acknowledged));
        }
        catch (EngineRpcException e)
        {
            LogTrouble(context.Logger, id, e.Message);
        }
    }

    private void Reopen() => _reopening.TrySetResult();
}
