using Ponte.Chatwoot.Realtime;
using Xunit;

namespace Ponte.Chatwoot.Tests.Realtime;

public sealed class ReconnectPolicyTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1_000_000, 60)]
    public void NextDelay_Failures_WaitsUpToTheDoubledCeiling(int failures, double ceiling)
    {
        var random = new Random(7);
        var delays = Enumerable.Range(0, 500).Select(_ => new ReconnectPolicy().NextDelay(new(ReconnectReason.ConnectFailed, failures), random)!.Value.TotalSeconds).ToList();

        Assert.All(delays, delay => Assert.InRange(delay, 0, ceiling));
        Assert.InRange(delays.Average(), ceiling * 0.4, ceiling * 0.6);
        Assert.True(delays.Max() >= ceiling * 0.9);
    }

    [Theory]
    [InlineData(ReconnectReason.CredentialsRefused)]
    [InlineData(ReconnectReason.ServerForbade)]
    public void NextDelay_NoUseTrying_IsNone(ReconnectReason reason) => Assert.Null(new ReconnectPolicy().NextDelay(new(reason, 0), new Random(1)));

    [Theory]
    [InlineData("http://host", "ws://host/cable")]
    [InlineData("https://host/chat/", "wss://host/chat/cable")]
    [InlineData("http://host:443", "ws://host:443/cable")]
    [InlineData("https://user:pass@host:8443/?q=1", "wss://host:8443/cable")]
    public void SocketUri_BaseUrl_KeepsHostPortAndPrefix(string baseUrl, string expected) =>
        Assert.Equal(new Uri(expected), new CableOptions { BaseUrl = new Uri(baseUrl) }.SocketUri);

    [Fact]
    public void NextDelay_Requested_IsZero() => Assert.Equal(TimeSpan.Zero, new ReconnectPolicy().NextDelay(new(ReconnectReason.Requested, 50), new Random(1)));
}
