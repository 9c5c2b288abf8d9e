using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Api;

/// <summary>
/// Counts requests in fixed windows of one minute, one per token, or per remote address where there is no valid token. In memory and per process.
/// Bounded: callers beyond <see cref="MaxWindows"/> in one minute share a window.
/// </summary>
internal sealed class RateLimiter(IOptions<RateLimitOptions> options, TimeProvider time)
{
    internal const int MaxWindows = 20_000;
    private const string Everybody = "*";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, RateLimitWindow> _windows = new(StringComparer.Ordinal);

    /// <summary>Counts a request, unless it is one too many.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="createsInstance">Whether it also counts for the creation of instances. The tighter of both is answered.</param>
    public RateLimit Take(string key, bool createsInstance)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var all = Window(key, options.Value.PerMinute, now);
            var creation = createsInstance ? Window("new/" + key, options.Value.InstanceCreatePerMinute, now) : null;
            if (all.IsFull || creation is { IsFull: true })
            {
                return (all.IsFull ? all : creation!).Describe(isExceeded: true);
            }

            all.Count();
            creation?.Count();
            var mine = all.Describe(isExceeded: false);
            return creation?.Describe(isExceeded: false) is { } other && other.Remaining < mine.Remaining ? other : mine;
        }
    }

    /// <summary>Where a caller stands, without counting.</summary>
    public RateLimit Peek(string key)
    {
        lock (_lock)
        {
            return Window(key, options.Value.PerMinute, time.GetUtcNow()).Describe(isExceeded: false);
        }
    }

    private RateLimitWindow Window(string key, int limit, DateTimeOffset now)
    {
        if (_windows.TryGetValue(key, out var window) && !window.HasEnded(now))
        {
            return window;
        }

        if (window is null && _windows.Count >= MaxWindows)
        {
            RemoveEnded(now);
            if (_windows.Count >= MaxWindows && key != Everybody)
            {
                return Window(Everybody, limit, now);
            }
        }

        window = new RateLimitWindow(limit, now + Minute);
        _windows[key] = window;
        return window;
    }

    private void RemoveEnded(DateTimeOffset now)
    {
        foreach (var (key, window) in _windows)
        {
            if (window.HasEnded(now))
            {
                _windows.Remove(key);
            }
        }
    }
}
