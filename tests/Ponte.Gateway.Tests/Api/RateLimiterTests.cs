using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Tests.Api;

public sealed class RateLimiterTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-23T10:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public void Take_UpToTheLimit_CountsDownThenRefuses()
    {
        var limiter = Limiter(perMinute: 3);
        var reset = _time.GetUtcNow() + TimeSpan.FromMinutes(1);

        Assert.Equal(
            [new RateLimit(3, 2, reset, false), new(3, 1, reset, false), new(3, 0, reset, false), new(3, 0, reset, true)],
            Enumerable.Range(0, 4).Select(_ => limiter.Take("a", createsInstance: false)));
    }

    [Fact]
    public void Take_AfterTheMinute_StartsAnew()
    {
        var limiter = Limiter(perMinute: 1);
        limiter.Take("a", createsInstance: false);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(limiter.Take("a", createsInstance: false).IsExceeded);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(limiter.Take("a", createsInstance: false).IsExceeded);
    }

    [Fact]
    public void Take_TwoTokens_HaveAMinuteEach()
    {
        var limiter = Limiter(perMinute: 1);

        Assert.False(limiter.Take("a", createsInstance: false).IsExceeded);
        Assert.False(limiter.Take("b", createsInstance: false).IsExceeded);
    }

    [Fact]
    public void Take_Creations_CountTwiceAndTheTighterIsAnswered()
    {
        var limiter = Limiter(perMinute: 10, creations: 2);

        Assert.Equal((2, 1), Figures(limiter.Take("a", createsInstance: true)));
        Assert.Equal((2, 0), Figures(limiter.Take("a", createsInstance: true)));
        Assert.True(limiter.Take("a", createsInstance: true).IsExceeded);
        Assert.Equal((10, 7), Figures(limiter.Take("a", createsInstance: false)));
    }

    [Fact]
    public void Take_GlobalLimitUsedUp_RefusesCreationsToo()
    {
        var limiter = Limiter(perMinute: 1, creations: 20);
        limiter.Take("a", createsInstance: false);

        var limit = limiter.Take("a", createsInstance: true);

        Assert.True(limit.IsExceeded);
        Assert.Equal((1, 0), Figures(limit));
    }

    [Fact]
    public void Peek_Often_CountsNothing()
    {
        var limiter = Limiter(perMinute: 1);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal((1, 1), Figures(limiter.Peek("a")));
        }
    }

    [Fact]
    public void Take_MoreCallersThanWindows_ShareOneUntilTheMinuteEnds()
    {
        var limiter = Limiter(perMinute: 1);
        for (var i = 0; i < RateLimiter.MaxWindows; i++)
        {
            Assert.False(limiter.Take($"caller {i}", createsInstance: false).IsExceeded);
        }

        Assert.False(limiter.Take("late 1", createsInstance: false).IsExceeded);
        Assert.True(limiter.Take("late 2", createsInstance: false).IsExceeded);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(limiter.Take("late 2", createsInstance: false).IsExceeded);
    }

    [Fact]
    public void Take_ManyThreads_LetsExactlyTheLimitThrough()
    {
        var limiter = Limiter(perMinute: 100);

        var passed = Enumerable.Range(0, 1000).AsParallel().Count(_ => !limiter.Take("a", createsInstance: false).IsExceeded);

        Assert.Equal(100, passed);
    }

    private static (int Limit, int Remaining) Figures(RateLimit limit) => (limit.Limit, limit.Remaining);

    private RateLimiter Limiter(int perMinute, int creations = 20) =>
        new(Options.Create(new RateLimitOptions { PerMinute = perMinute, InstanceCreatePerMinute = creations }), _time);
}
