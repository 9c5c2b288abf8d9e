using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Tests.Deliveries;

public sealed class RetryScheduleTests
{
    private static readonly FakeTimeProvider Time = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1_000_000, 300)]
    public void Next_ManyDraws_StaysBelowTheDoublingCeilingAndUsesAllOfIt(int attempts, double ceilingSeconds)
    {
        var schedule = new RetrySchedule(Time, new Random(1));
        var delays = Enumerable.Range(0, 2000).Select(_ => (schedule.Next(attempts) - Time.GetUtcNow()).TotalSeconds).ToList();
        Assert.All(delays, delay => Assert.InRange(delay, 0.1, Math.Max(ceilingSeconds, 0.1)));
        Assert.True(delays.Max() > ceilingSeconds * 0.95);
        Assert.True(delays.Min() < Math.Max(ceilingSeconds * 0.05, 0.101));
    }
}
