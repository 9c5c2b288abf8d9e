using System.ComponentModel.DataAnnotations;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Tests.Api;

public sealed class ReverseProxyOptionsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("127.0.0.1, ::1", "127.0.0.1/32 ::1/128")]
    [InlineData("10.0.0.7,172.18.0.1/12 fd00::/8", "10.0.0.7/32 172.16.0.0/12 fd00::/8")]
    public void Trusted_AddressesAndNetworks_AreRead(string trusted, string networks)
    {
        var options = new ReverseProxyOptions { Trusted = trusted };

        Assert.Empty(options.Validate(new ValidationContext(options)));
        Assert.Equal(networks, string.Join(' ', options.Networks));
    }

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("127.0.0.1, *")]
    [InlineData("10.0.0.0/x")]
    [InlineData("10.0.0.0/33")]
    [InlineData("7")]
    public void Trusted_AnythingElse_IsTold(string trusted)
    {
        var options = new ReverseProxyOptions { Trusted = trusted };

        Assert.Equal(
            "Ponte:ReverseProxy:Trusted must be IP addresses or networks such as 172.16.0.0/12, separated by commas",
            Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage);
    }
}
