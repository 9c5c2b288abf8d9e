using Microsoft.Extensions.Logging;

namespace Ponte.Chatwoot.Realtime;

/// <summary>Checks once whether a realtime subscription is confirmed, for activation (http-contract 9).</summary>
public static class CableProbe
{
    /// <summary>Connects, subscribes, waits for the confirmation and closes again.</summary>
    /// <param name="options">Address and limits; each try may take <see cref="CableOptions.ConfirmTimeout"/>.</param>
    /// <param name="subscribe">Reads what to subscribe to; its error is returned as it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where trouble is noted.</param>
    /// <param name="invoker">Opens the socket; null for a handler of its own. Not disposed here.</param>
    /// <param name="tries">How often to try. The default is 2.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when confirmed; else the last error, its detail <c>realtime connection not confirmed: ...</c>.</returns>
    public static Task<ChatwootError?> ConfirmAsync(
        CableOptions options,
        Func<CancellationToken, Task<ChatwootResult<RoomSubscription>>> subscribe,
        TimeProvider time,
        ILogger logger,
        HttpMessageInvoker? invoker = null,
        int tries = 2,
        CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
