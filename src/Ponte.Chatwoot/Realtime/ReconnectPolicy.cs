namespace Ponte.Chatwoot.Realtime;

/// <summary>Why a connection ended or was not made.</summary>
public enum ReconnectReason
{
    /// <summary>The subscription could not be prepared (profile not readable).</summary>
    NotPrepared,

    /// <summary>The token is refused: no use trying again with it.</summary>
    CredentialsRefused,

    /// <summary>The socket did not open.</summary>
    ConnectFailed,

    /// <summary>The subscription was not confirmed in time, or rejected.</summary>
    NotConfirmed,

    /// <summary>The socket ended, as it does when the server restarts.</summary>
    ConnectionLost,

    /// <summary>Nothing was heard for too long.</summary>
    DeadLink,

    /// <summary>The consumer fell behind.</summary>
    ConsumerTooSlow,

    /// <summary>The server said goodbye and allows coming back.</summary>
    ServerDisconnect,

    /// <summary>The server said goodbye and forbade coming back.</summary>
    ServerForbade,

    /// <summary>The caller asked for a new connection.</summary>
    Requested,
}

/// <summary>What the policy decides on.</summary>
/// <param name="Reason">Why the last connection or attempt ended.</param>
/// <param name="Failures">How many attempts in a row have ended badly since the last healthy connection, this one not counted.</param>
public readonly record struct ReconnectContext(ReconnectReason Reason, int Failures);

/// <summary>
/// Waits 0, then up to 1, 2, 4 ... seconds, capped, with full jitter, and never gives up; only refused credentials and a server that forbids
/// it end the trying.
/// </summary>
public sealed record ReconnectPolicy
{
    /// <summary>The longest wait. The default is 60 seconds.</summary>
    public TimeSpan Cap { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection must have been confirmed for the counting to start anew. The default is 5 minutes.</summary>
    public TimeSpan HealthyAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait before the next attempt; null when there must be none.</summary>
    public TimeSpan? NextDelay(ReconnectContext context, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (context.Reason is ReconnectReason.CredentialsRefused or ReconnectReason.ServerForbade)
        {
            return null;
        }

        if (context.Failures <= 0 || context.Reason == ReconnectReason.Requested)
        {
            return TimeSpan.Zero;
        }

        var ceiling = Math.Min(Cap.TotalSeconds, Math.Pow(2, Math.Min(context.Failures - 1, 30)));
        return TimeSpan.FromSeconds(random.NextDouble() * ceiling);
    }
}
