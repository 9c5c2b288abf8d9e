using Microsoft.Extensions.Logging;

namespace Ponte.Chatwoot.Realtime;

/// <summary>
/// Chatwoot's realtime stream of one account (ActionCable, Chatwoot contract 9): connects, subscribes, watches the line and reconnects for
/// ever, until it is stopped or the credentials are refused. There is no replay: after every <see cref="CableState.Connected"/> the
/// consumer catches up over REST.
/// </summary>
public sealed partial class ActionCableConnection : IAsyncDisposable
{
    private readonly CableOptions _options;
    private readonly Func<CancellationToken, Task<ChatwootResult<RoomSubscription>>> _subscribe;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly HttpMessageInvoker _invoker;
    private readonly bool _ownsInvoker;
    private readonly NoticeQueue _notices;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private ConnectionStateChanged _last = new(CableState.Disconnected, null);
    private CancellationTokenSource? _round;
    private bool _requested;
    private Task? _run;

    /// <summary>Creates a connection; nothing happens before <see cref="Start"/>.</summary>
    /// <param name="options">Address and limits.</param>
    /// <param name="subscribe">
    /// Reads what to subscribe to, at every connect and reconnect, because the token rotates: usually <see cref="Profile.ProfileApi.GetAsync"/>
    /// and <see cref="RoomSubscription.FromProfile"/>. An <see cref="ChatwootErrorKind.InvalidToken"/> halts the connection.
    /// </param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Jitter; used by this connection alone.</param>
    /// <param name="logger">Where trouble is noted; never a token or a text.</param>
    /// <param name="invoker">Opens the socket, for example through an egress guard; null for a handler of its own. Not disposed here.</param>
    public ActionCableConnection(
        CableOptions options,
        Func<CancellationToken, Task<ChatwootResult<RoomSubscription>>> subscribe,
        TimeProvider time,
        Random random,
        ILogger<ActionCableConnection> logger,
        HttpMessageInvoker? invoker = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _subscribe = subscribe;
        _time = time;
        _random = random;
        _logger = logger;
        _ownsInvoker = invoker is null;
        _invoker = invoker ?? new HttpMessageInvoker(ChatwootClient.CreateHandler());
        _notices = new NoticeQueue(options.Capacity, time);
    }

    /// <summary>The state now.</summary>
    public CableState State
    {
        get
        {
            lock (_lock)
            {
                return _last.State;
            }
        }
    }

    /// <summary>How many notices wait for the consumer; 0 when it has read up to now.</summary>
    public int Waiting => _notices.Count;

    /// <summary>Begins to connect. Again, or after a stop: does nothing.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_run is null && !_stop.IsCancellationRequested)
            {
                _run = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>
    /// Connects anew at once: leaves a halt (the caller has a new token), cuts a waiting time short, or replaces a standing connection.
    /// </summary>
    public void Reconnect()
    {
        CancellationTokenSource? round;
        lock (_lock)
        {
            _requested = true;
            round = _round;
        }

        Cancel(round);
    }

    /// <summary>
    /// Stops for good, in any state and any number of times: it cancels waiting, connecting and confirming. The stream ends after
    /// <see cref="CableState.Disconnected"/>.
    /// </summary>
    public async Task StopAsync()
    {
        Task? run;
        lock (_lock)
        {
            run = _run;
        }

        // Outside the lock: cancelling runs other people's continuations.
        await _stop.CancelAsync();
        lock (_lock)
        {
            run ??= _run;
        }

        if (run is not null)
        {
            await run;
        }

        _notices.Complete();
    }

    /// <summary>The one ordered stream of state changes and events, for one consumer. Ends after a stop.</summary>
    public IAsyncEnumerable<CableNotice> ReadAllAsync(CancellationToken cancellationToken = default) => _notices.ReadAllAsync(cancellationToken);

    /// <summary>Stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsInvoker)
        {
            _invoker.Dispose();
        }
    }

    private async Task RunAsync()
    {
        var failures = 0;
        TimeSpan? delay = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested)
        {
            using var round = BeginRound(ref delay);
            var confirmedFor = TimeSpan.Zero;
            var end = await RoundAsync(delay, time => confirmedFor = time, round.Token);
            EndRound();
            failures = confirmedFor >= _options.Reconnect.HealthyAfter ? 0 : failures;
            delay = _options.Reconnect.NextDelay(new(end.Reason, failures), _random);
            failures++;
            Report(end, delay);
        }

        Change(CableState.Disconnected, null);
        _notices.Complete();
    }

    private void Report(SessionEnd end, TimeSpan? delay)
    {
        // A request that leaves a halt is followed by Connecting, not by Reconnecting.
        var leavesHalt = end.Reason == ReconnectReason.Requested && State == CableState.Disconnected;
        if (!_stop.IsCancellationRequested && !leavesHalt)
        {
            LogEnded(end.Reason, end.Error?.Detail, delay?.TotalSeconds);
            Change(delay is null ? CableState.Disconnected : CableState.Reconnecting, end.Error);
        }
    }

    // One wait, one attempt, one connection. The delay is null in a halt, which only a request ends.
    private async Task<SessionEnd> RoundAsync(TimeSpan? delay, Action<TimeSpan> confirmedFor, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay ?? Timeout.InfiniteTimeSpan, _time, cancellationToken);
            await _notices.WaitForRoomAsync(cancellationToken);
            if (State == CableState.Disconnected)
            {
                Change(CableState.Connecting, null);
            }

            return await ConnectAsync(confirmedFor, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new(ReconnectReason.Requested, null);
        }
        catch (Exception exception)
        {
            // The caller's function or a bug: the loop is the last one to see it, and must not end over it.
            LogUnexpected(exception);
            return new(ReconnectReason.ConnectFailed, new(ChatwootErrorKind.ConnectionLost, $"unexpected {exception.GetType().Name}", RequestFate.NotExecuted));
        }
    }

    private async Task<SessionEnd> ConnectAsync(Action<TimeSpan> confirmedFor, CancellationToken cancellationToken)
    {
        var room = await _subscribe(cancellationToken).WaitAsync(cancellationToken);
        if (!room.IsSuccess)
        {
            var refused = room.Error.Kind == ChatwootErrorKind.InvalidToken;
            return new(refused ? ReconnectReason.CredentialsRefused : ReconnectReason.NotPrepared, room.Error);
        }

        using var session = new CableSession(_options, room.Value, _time, cancellationToken);
        if (await session.OpenAsync(_invoker, cancellationToken) is { } notOpened)
        {
            return notOpened;
        }

        var since = _time.GetTimestamp();
        try
        {
            LogConnected(room.Value.AccountId, room.Value.UserId);
            Change(CableState.Connected, null);
            return await session.ReceiveAsync(_notices.TryWrite, cancellationToken);
        }
        finally
        {
            confirmedFor(_time.GetElapsedTime(since));
        }
    }

    private CancellationTokenSource BeginRound(ref TimeSpan? delay)
    {
        lock (_lock)
        {
            delay = _requested ? TimeSpan.Zero : delay;
            _requested = false;
            return _round = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        }
    }

    private void EndRound()
    {
        lock (_lock)
        {
            _round = null;
        }
    }

    private void Change(CableState state, ChatwootError? cause)
    {
        lock (_lock)
        {
            var change = new ConnectionStateChanged(state, cause);
            if (change != _last)
            {
                _last = change;
                _notices.Write(change);
            }
        }
    }

    private static void Cancel(CancellationTokenSource? round)
    {
        try
        {
            round?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // That round is over; the next one sees the request.
        }
    }
}
