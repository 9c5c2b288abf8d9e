using System.Text.Json;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>The seven behaviour settings (http-contract 5.5), as the other side sees them.</summary>
[Collection(typeof(PhoneServers))]
public sealed partial class BehaviourTests(LinkedServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KeepOnlineStatus_Changed_IsShownAtOnceAndAfterAReconnect()
    {
        var shop = await servers.LinkAsync();
        await SetAsync(shop, new { keepOnlineStatus = true });
        await HasPresenceAsync(shop, "available");

        await servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/reconnect/{shop.Name}", null, 200, Token);
        await HasPresenceAsync(shop, "available");
        await SetAsync(shop, new { keepOnlineStatus = false });

        await HasPresenceAsync(shop, "unavailable");
    }

    [Fact]
    public async Task AutoReadMessages_NobodyServesTheNumber_SendersSeeReadOnArrival()
    {
        var shop = await servers.LinkAsync();
        var customer = await servers.AddCustomerAsync();
        await SetAsync(shop, new { autoReadMessages = true });

        await IsReadAsync(shop, await shop.CustomerWritesAsync(customer, "hello"));
    }

    [Fact]
    public async Task AutoReadMessages_AgentsServeTheNumber_SenderSeesReadWhenOneAnswers()
    {
        var shop = await servers.ActivateAsync();
        var (customer, other) = (await servers.AddCustomerAsync(), await servers.AddCustomerAsync());
        await SetAsync(shop, new { autoReadMessages = true });
        var answered = await shop.CustomerWritesAsync(customer, "hello");
        var waiting = await shop.CustomerWritesAsync(other, "hello too");
        var shown = await shop.IncomingAsync(2);

        // What Chatwoot shows a moment before Ponte knows its id would not be counted as read.
        await shop.NothingWaitsAsync();
        await shop.ReplyAsync(shown.Single(message => message.SourceId == answered).ConversationId, "Good morning");

        var receipts = await IsReadAsync(shop, answered);
        Assert.DoesNotContain(receipts, receipt => receipt.Id == waiting && receipt.Type == "read");
    }

    [Fact]
    public async Task AutoRejectCalls_On_RejectsAndAnswersWithTheMessage()
    {
        var shop = await servers.LinkAsync();
        var customer = await servers.AddCustomerAsync();
        await SetAsync(shop, new { autoRejectCalls = true, callRejectMessage = "Please write to us." });

        var call = (await servers.WhatsApp.PostAsync($"/peers/{customer}/call", new { to = shop.Number }, Token)).GetProperty("id").GetString();

        await Eventually.GetAsync(
            () => servers.WhatsApp.GetAsync("/calls", Token),
            calls => calls.EnumerateArray().Any(one => one.GetProperty("id").GetString() == call && one.GetProperty("rejectedAt").ValueKind == JsonValueKind.String));
        Assert.Equal("Please write to us.", Assert.Single(await shop.CustomerHasAsync(customer, 1)).Text);
    }

    [Fact]
    public async Task IgnoreGroupMessages_On_LeavesOutGroupsOnly()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();
        var group = await servers.WhatsApp.CreateGroupAsync("Family", shop.Number, [customer], cancellationToken: Token);
        await SetAsync(shop, new { ignoreGroupMessages = true });

        await servers.WhatsApp.WriteAsync(customer, group, "in the group", cancellationToken: Token);
        await shop.CustomerWritesAsync(customer, "in private");

        Assert.Equal("in private", Assert.Single(await shop.IncomingAsync(1)).Content);
    }

    private Task<JsonElement> SetAsync(LinkedInstance shop, object settings) =>
        servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/settings/{shop.Name}", settings, 200, Token);

    private Task<JsonElement> HasPresenceAsync(LinkedInstance shop, string presence) => Eventually.GetAsync(
        () => servers.WhatsApp.PhoneAsync(shop.Number, Token),
        phone => phone.GetProperty("devices")[0] is var device && device.GetProperty("connected").GetBoolean() && device.GetProperty("presence").GetString() == presence);

    private Task<List<FakeWhatsAppReceipt>> IsReadAsync(LinkedInstance shop, string message) => Eventually.GetAsync(
        () => servers.WhatsApp.ReceiptsAsync(shop.Number, Token), all => all.Any(receipt => receipt.Id == message && receipt.Type == "read"));
}
