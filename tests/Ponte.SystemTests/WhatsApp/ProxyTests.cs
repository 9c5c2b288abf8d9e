using System.Globalization;
using System.Text.Json;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>A proxy of an instance (http-contract 5.6) is what its connection goes through, from the next connect on.</summary>
[Collection(typeof(PhoneServers))]
public sealed class ProxyTests(LinkedServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http")]
    [InlineData("SOCKS5")]
    public async Task Proxy_SetBeforeTheLink_CarriesTheConnection(string protocol)
    {
        await using var proxy = new ForwardingProxy();
        var shop = await servers.CreateAsync();
        await SetAsync(shop, protocol, "127.0.0.1", proxy.Port);

        await shop.LinkAsync();
        await shop.ActivateAsync();
        var customer = await servers.AddCustomerAsync();
        await shop.CustomerWritesAsync(customer, "through the proxy");

        await shop.IncomingAsync(1);
        Assert.NotEmpty(proxy.Targets);
        Assert.All(proxy.Targets, target => Assert.EndsWith(":" + servers.WhatsAppPort, target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Proxy_SetOnALinkedNumber_CountsFromTheReconnect()
    {
        await using var proxy = new ForwardingProxy();
        var shop = await servers.LinkAsync();
        await SetAsync(shop, "socks5", "127.0.0.1", proxy.Port);
        Assert.Empty(proxy.Targets);

        await servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/reconnect/{shop.Name}", null, 200, Token);

        await Eventually.HoldsAsync(() => proxy.Targets.Count > 0);
        await shop.HasStateAsync("connected");
    }

    [Fact]
    public async Task Proxy_AtAMetadataAddress_IsRefusedWithItsCause()
    {
        var shop = await servers.LinkAsync();
        await SetAsync(shop, "http", "169.254.169.254", 80);

        await servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/reconnect/{shop.Name}", null, 200, Token);

        await shop.HasCauseAsync("proxy_refused");
    }

    private Task<JsonElement> SetAsync(LinkedInstance shop, string protocol, string host, int port) => servers.Gateway.Http.SendAsync(
        HttpMethod.Post,
        $"/api/instance/proxy/{shop.Name}",
        new
        {
            enabled = true,
            host,
            port = port.ToString(CultureInfo.InvariantCulture),
            protocol,
            username = ForwardingProxy.Username,
            password = ForwardingProxy.Password,
        },
        200,
        Token);
}
