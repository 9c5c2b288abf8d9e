using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>Linking a phone and everything that may become of the link (http-contract 5.2 to 5.4).</summary>
[Collection(typeof(PhoneServers))]
public sealed class LinkingTests(LinkedServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_ByQr_ShowsTextAndPictureAndLinks()
    {
        var shop = await servers.CreateAsync();

        var code = await shop.ConnectAsync();
        Assert.Equal("qr", (await shop.ListAsync()).GetProperty("connection").GetProperty("state").GetString());
        await servers.WhatsApp.ScanAsync(shop.Number, code.GetProperty("qrCode").GetString()!, Token);
        var linked = await shop.HasStateAsync("connected");

        Assert.True(code.GetProperty("success").GetBoolean());
        Assert.Equal("QR code generated", code.GetProperty("message").GetString());
        Assert.Equal("qr", code.GetProperty("status").GetString());
        AssertPng(code.GetProperty("qrCodeBase64").GetString()!);
        Assert.Equal(shop.Number + "@s.whatsapp.net", linked.GetProperty("connection").GetProperty("numberJid").GetString());
        Assert.Equal("connected", (await shop.ConnectAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Connect_AskedAgainWhileACodeLives_AnswersTheSameCode()
    {
        var shop = await servers.CreateAsync();

        var codes = await Task.WhenAll(shop.ConnectAsync(), shop.ConnectAsync());
        var third = await shop.ConnectAsync();

        Assert.Single(codes.Append(third).Select(code => code.GetProperty("qrCode").GetString()).Distinct());
    }

    [Fact]
    public async Task Connect_ByPairingCode_Links()
    {
        var shop = await servers.CreateAsync();

        var answer = await shop.ConnectAsync("?number=" + shop.Number);
        await Eventually.HoldsAsync(async () => (await servers.WhatsApp.GetAsync($"/phones/{shop.Number}/pairing", Token)).GetProperty("waiting").GetBoolean());
        await servers.WhatsApp.EnterCodeAsync(shop.Number, answer.GetProperty("pairingCode").GetString()!, Token);

        await shop.HasStateAsync("connected");
        Assert.Matches("^[A-Z0-9]{4}-?[A-Z0-9]{4}$", answer.GetProperty("pairingCode").GetString());
    }

    [Fact]
    public async Task Connect_AfterAPairingCodeNobodyUsed_LinksByQr()
    {
        var shop = await servers.CreateAsync();
        await shop.ConnectAsync("?number=" + shop.Number);

        await shop.LinkAsync();

        Assert.Equal("connected", (await shop.ListAsync()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("number=abc")]
    [InlineData("number=12")]
    [InlineData("history=many")]
    [InlineData("history=-1")]
    public async Task Connect_NonsenseInTheQuery_IsRefusedBeforeAnythingHappens(string query)
    {
        var shop = await servers.CreateAsync();

        var answer = await servers.Gateway.Http.AskAsync(HttpMethod.Get, $"/api/instance/connect/{shop.Name}?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal("disconnected", (await shop.ListAsync()).GetProperty("connection").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("restart")]
    public async Task Connection_Lost_ComesBackByItself(string action)
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();
        var before = await LoginsAsync(shop);

        await servers.WhatsApp.ConnectionAsync(shop.Number, action, Token);
        await Eventually.GetAsync(() => LoginsAsync(shop), logins => logins > before, TimeSpan.FromSeconds(30));
        await shop.CustomerWritesAsync(customer, "still there?");

        await shop.IncomingAsync(1);
    }

    [Theory]
    [InlineData("replaced", "stream_replaced", "disconnected")]
    [InlineData("banned", "temp_banned", "disconnected")]
    [InlineData("logout", "logged_out", "loggedout")]
    public async Task Connection_TakenAway_StaysAwayAndSaysWhy(string action, string cause, string state)
    {
        var shop = await servers.LinkAsync();

        await servers.WhatsApp.ConnectionAsync(shop.Number, action, Token);
        var item = await shop.HasCauseAsync(cause);
        var logins = await LoginsAsync(shop);

        Assert.Equal(state, item.GetProperty("connection").GetProperty("state").GetString());
        Assert.NotEmpty(item.GetProperty("connection").GetProperty("cause").GetProperty("message").GetString()!);
        Assert.NotEmpty(item.GetProperty("connection").GetProperty("cause").GetProperty("remedy").GetString()!);
        await FenceAsync();
        Assert.Equal(logins, await LoginsAsync(shop));
    }

    [Fact]
    public async Task Connection_NoLongerAccepted_SaysThatPonteIsOutdatedAndConnectsWhenAskedTo()
    {
        var shop = await servers.LinkAsync();

        await servers.WhatsApp.ConnectionAsync(shop.Number, "outdated", Token);
        await servers.WhatsApp.ConnectionAsync(shop.Number, "drop", Token);
        var item = await shop.HasCauseAsync("client_outdated");
        await servers.WhatsApp.ConnectionAsync(shop.Number, "allow", Token);
        await servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/reconnect/{shop.Name}", null, 200, Token);

        Assert.Equal("disconnected", item.GetProperty("connection").GetProperty("state").GetString());
        await shop.HasStateAsync("connected");
    }

    [Fact]
    public async Task Reconnect_AfterReplaced_ConnectsAgain()
    {
        var shop = await servers.LinkAsync();
        await servers.WhatsApp.ConnectionAsync(shop.Number, "replaced", Token);
        await shop.HasCauseAsync("stream_replaced");

        var answer = await servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/reconnect/{shop.Name}", null, 200, Token);

        Assert.Equal("Reconnect initiated", answer.GetProperty("message").GetString());
        Assert.Equal("connecting", answer.GetProperty("status").GetString());
        await shop.HasStateAsync("connected");
    }

    [Fact]
    public async Task Logout_UnlinksThePhone_AndReconnectIsRefusedUntilItIsLinkedAgain()
    {
        var shop = await servers.LinkAsync();

        var answer = await servers.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/instance/logout/{shop.Name}", null, 200, Token);
        await shop.HasStateAsync("loggedout");
        var refused = await servers.Gateway.Http.AskAsync(HttpMethod.Post, $"/api/instance/reconnect/{shop.Name}");

        Assert.Equal("Instance logged out", answer.GetProperty("message").GetString());
        Assert.Equal(Answer.Error(400, "Instance has no saved session — call /connect first"), refused);
        var devices = (await servers.WhatsApp.PhoneAsync(shop.Number, Token)).GetProperty("devices");
        Assert.Equal(0, devices.GetArrayLength());
        await shop.LinkAsync();
    }

    [Fact]
    public async Task Delete_LogsOutAndRemovesTheSession()
    {
        var shop = await servers.LinkAsync();

        var answer = await servers.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/instance/delete/{shop.Name}", null, 200, Token);

        Assert.Equal("deleted", answer.GetProperty("instance").GetProperty("status").GetString());
        await Eventually.HoldsAsync(async () => (await servers.WhatsApp.PhoneAsync(shop.Number, Token)).GetProperty("devices").GetArrayLength() == 0);
    }

    private static void AssertPng(string dataUri)
    {
        const string Prefix = "data:image/png;base64,";
        Assert.StartsWith(Prefix, dataUri, StringComparison.Ordinal);
        var bytes = Convert.FromBase64String(dataUri[Prefix.Length..]);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], bytes[..4]);
    }

    private Task<int> LoginsAsync(LinkedInstance shop) => servers.WhatsApp.LoginsAsync(shop.Number, Token);

    // A session that is dropped now and is back later has outlived any reconnect that one taken away before it could have tried.
    private async Task FenceAsync()
    {
        var other = await servers.LinkAsync();
        for (var drop = 0; drop < 2; drop++)
        {
            var before = await LoginsAsync(other);
            await servers.WhatsApp.ConnectionAsync(other.Number, "drop", Token);
            await Eventually.GetAsync(() => LoginsAsync(other), logins => logins > before, TimeSpan.FromSeconds(30));
        }
    }
}
