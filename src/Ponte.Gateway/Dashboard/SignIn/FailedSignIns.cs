using System.Net;
using System.Threading.RateLimiting;

namespace Ponte.Gateway.Dashboard.SignIn;

/// <summary>Counts wrong tokens by remote address: after <see cref="Allowed"/> within five minutes nobody signs in from there for a while. In memory and per process.</summary>
internal sealed class FailedSignIns : IDisposable
{
    /// <summary>How many wrong tokens one address may try within five minutes.</summary>
    public const int Allowed = 10;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(static address =>
        RateLimitPartition.GetFixedWindowLimiter(address, static _ => new FixedWindowRateLimiterOptions { PermitLimit = Allowed, Window = TimeSpan.FromMinutes(5) }));

    /// <summary>Whether there were too many from this address.</summary>
    public bool AreTooMany(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(KeyOf(address), permitCount: 0);
        return !lease.IsAcquired;
    }

    /// <summary>One more.</summary>
    public void Count(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(KeyOf(address));
    }

    public void Dispose() => _limiter.Dispose();

    private static string KeyOf(IPAddress? address) => address?.ToString() ?? "";
}
