using Ponte.Gateway.Doctor;

namespace Ponte.Gateway.Tests.Doctor;

public sealed class RunningServerTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://[::]:8080", "http://[::1]:8080/")]
    [InlineData("http://*:8080", "http://127.0.0.1:8080/")]
    [InlineData("https://ponte.example.com;http://+:8080", "http://127.0.0.1:8080/")]
    [InlineData("", null)]
    public void Reachable_Addresses_AreThoseOfThisMachine(string addresses, string? expected) =>
        Assert.Equal(expected, RunningServer.Reachable(addresses.Split(';', StringSplitOptions.RemoveEmptyEntries))?.AbsoluteUri);
}
