using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.WhatsApp.Baileys;

namespace Ponte.WhatsApp.Tests.Baileys;

public sealed class BackoffTests
{
    [Fact]
    public void Next_FailureAfterFailure_DoublesWithJitterUpToHalfAMinute()
    {
        using var metrics = new BaileysMetrics();
        var backoff = Create(metrics);

        foreach (var most in new[] { 0.5, 1, 2, 4, 8, 16, 30, 30 })
        {
            Assert.InRange(backoff.Next(TimeSpan.Zero), TimeSpan.FromSeconds(most / 2), TimeSpan.FromSeconds(most));
        }
    }

    [Fact]
    public void Next_AfterAMinuteOfHealth_BeginsAnew()
    {
        using var metrics = new BaileysMetrics();
        var backoff = Create(metrics);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            backoff.Next(TimeSpan.FromSeconds(59));
        }

        Assert.InRange(backoff.Next(TimeSpan.FromSeconds(59)), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(16));
        Assert.InRange(backoff.Next(TimeSpan.FromMinutes(1)), TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5));
    }

    private static Backoff Create(BaileysMetrics metrics) => new(
        new BaileysContext(new BaileysSettings { SessionsFolder = "unused" }, new EngineTimings(), new FakeTimeProvider(), new Random(7), metrics, NullLogger.Instance));
}
