using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Bridge;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class HostHealthTests
{
    private const string Chatwoot = "https://chat.example.com";
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    [InlineData(100, true)]
    public void IsAlone_OthersPass_OnlyAfterEightAttempts(int attempts, bool alone)
    {
        var health = new HostHealth(_time);
        health.Succeeded(Chatwoot);
        _time.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(alone, health.IsAlone(Chatwoot, attempts));
    }

    [Fact]
    public void IsAlone_NothingPasses_IsAnOutage()
    {
        var health = new HostHealth(_time);
        Assert.False(health.IsAlone(Chatwoot, 100));

        health.Succeeded(Chatwoot);
        health.Succeeded("https://other.example.com");
        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.False(health.IsAlone(Chatwoot, 100));
    }
}
