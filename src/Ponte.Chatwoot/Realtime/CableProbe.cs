using Microsoft.Extensions.Logging;

namespace Ponte.Chatwoot.Realtime;

/// <summary>Checks once whether a realtime subscription is confirmed, for activation (http-contract 9).</summary>
public static partial class CableProbe
{
    /// <summary>Connects, subscribes, waits for the confirmation and closes again.</summary>
    /// <param name="options">Address and limits; each try may take <see cref="CableOptions.ConfirmTimeout"/>.</param>
    /// <param name="subscribe">Reads what to subscribe to, before each try; its error is returned at once and as it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failed tries are noted.</param>
    /// <param name="invoker">Opens the socket; null for a handler of its own. Not disposed here.</param>
    /// <param name="tries">How often to try, at least once. The default is 2.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when confirmed; else the last error, its detail <c>realtime connection not confirmed: ...</c>.</returns>
    public static async Task<ChatwootError?> ConfirmAsync(
        CableOptions options,
        Func<CancellationToken, Task<ChatwootResult<RoomSubscription>>> subscribe,
        TimeProvider time,
        ILogger logger,
        HttpMessageInvoker? invoker = null,
        int tries = 2,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subscribe);
        using var own = invoker is null ? new HttpMessageInvoker(ChatwootClient.CreateHandler()) : null;
        for (var attempt = 1; ; attempt++)
        {
            var room = await subscribe(cancellationToken).WaitAsync(cancellationToken);
            if (!room.IsSuccess)
            {
                return room.Error;
            }

            using var session = new CableSession(options, room.Value, time, cancellationToken);
            var error = (await session.OpenAsync(invoker ?? own!, cancellationToken))?.Error;
            if (error is null)
            {
                return null;
            }

            LogFailed(logger, attempt, error.Detail);
            if (attempt >= tries)
            {
                return error with { Detail = $"realtime connection not confirmed: {error.Detail}" };
            }
        }
    }

    [LoggerMessage(4, LogLevel.Information, "Realtime subscription not confirmed in try {Attempt}: {Detail}")]
    private static partial void LogFailed(ILogger logger, int attempt, string detail);
}
