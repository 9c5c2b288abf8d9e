namespace Ponte.Gateway.Api;

/// <summary>One running minute: it starts with its first request. A refused request does not count.</summary>
internal sealed class RateLimitWindow(int limit, DateTimeOffset end)
{
    private int _used;

    public bool IsFull => _used >= limit;

    public bool HasEnded(DateTimeOffset now) => now >= end;

    public void Count() => _used++;

    public RateLimit Describe(bool isExceeded) => new(limit, limit - _used, end, isExceeded);
}
