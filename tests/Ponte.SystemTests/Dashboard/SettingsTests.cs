using System.Text.Json;
using Ponte.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Ponte.SystemTests.Dashboard;

/// <summary>What is set in the browser is what the API tells.</summary>
[Collection(typeof(DashboardServers))]
public sealed class SettingsTests(Servers servers, Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhook_IsAddedChangedAndSwitchedOff()
    {
        var instance = await servers.CreateAsync();
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/webhooks");
        await visit.Page.Button("New webhook").ClickAsync();
        await visit.Page.GetByLabel("Address", new() { Exact = true }).FillAsync("example.com");
        await visit.Page.Button("Save").ClickAsync();
        await visit.Page.ShowsAsync("Write the address with http:// or https://, such as https://example.com/hook.");
        await visit.Page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://example.com/hook");
        await visit.Page.GetByLabel("call.update").CheckAsync();
        await visit.Page.Button("Save").ClickAsync();
        await Expect(visit.Page.GetByText("https://example.com/hook", new() { Exact = true })).ToBeVisibleAsync();

        var stored = await GetAsync(instance, "/api/events/getWebhook/{0}?label=default", "webhook");
        Assert.True(stored.GetProperty("enabled").GetBoolean());
        Assert.Equal("call.update", Assert.Single(stored.GetProperty("events").EnumerateArray()).GetString());
        await visit.Page.Button("Change default").ClickAsync();
        await visit.Page.GetByLabel("Switched on").UncheckAsync();
        await visit.Page.Button("Save").ClickAsync();
        await Expect(visit.Page.GetByText("Switched off", new() { Exact = true })).ToBeVisibleAsync();
        Assert.False((await GetAsync(instance, "/api/events/getWebhook/{0}?label=default", "webhook")).GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Behaviour_SwitchedAndTyped_IsStoredAtOnce()
    {
        var instance = await servers.CreateAsync();
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/settings");
        await visit.Page.GetByLabel("Reject calls").CheckAsync();
        await visit.Page.GetByLabel("Message to a caller whose call was rejected").FillAsync("Please write to us.");
        await visit.Page.Button("Save").First.ClickAsync();

        await Eventually.HoldsAsync(async () => (await GetAsync(instance, "/api/instance/getSettings/{0}", "settings")).GetProperty("callRejectMessage").GetString() == "Please write to us.");
        Assert.True((await GetAsync(instance, "/api/instance/getSettings/{0}", "settings")).GetProperty("autoRejectCalls").GetBoolean());
    }

    [Fact]
    public async Task Proxy_WrongAndRight_IsNamedAndStored()
    {
        var instance = await servers.CreateAsync();
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/settings");
        await visit.Page.GetByLabel("Use a proxy").CheckAsync();
        await visit.Page.GetByLabel("Host", new() { Exact = true }).FillAsync("proxy.example.com");
        await visit.Page.Button("Save").Last.ClickAsync();
        await visit.Page.ShowsAsync("Look at the field port");
        await visit.Page.GetByLabel("Port", new() { Exact = true }).FillAsync("1080");
        await visit.Page.Button("Save").Last.ClickAsync();
        await visit.Page.ShowsAsync("Saved");

        var stored = await GetAsync(instance, "/api/instance/getProxy/{0}", "proxy");
        Assert.Equal(("proxy.example.com", "1080", "socks5"), (stored.GetProperty("host").GetString(), stored.GetProperty("port").GetString(), stored.GetProperty("protocol").GetString()));
    }

    [Fact]
    public async Task Health_ShowsTheServerToItsAccountAndOnlyTheOwnNumberToAnInstance()
    {
        const string Own = "token-of-one-more-shop-0123456789";
        var instance = await servers.CreateAsync();
        await instance.Gateway.Http.SendAsync(HttpMethod.Post, "/api/instance/new", new { name = "health-shop", engine = "sandbox", token = Own }, 201, Token);
        await using var visit = await chromium.VisitAsync(instance.Gateway, "/doctor");
        await Expect(visit.Page.Locator("[data-area=database]")).ToHaveAttributeAsync("data-outcome", "ok");
        await Expect(visit.Page.Locator($"[data-area='instance:{instance.Name}']")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await using var own = await chromium.VisitAsync(instance.Gateway, "/doctor", token: Own);
        await Expect(own.Page.Locator("[data-area='instance:health-shop']")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(own.Page.Locator("[data-area]")).ToHaveCountAsync(1);
    }

    private static async Task<JsonElement> GetAsync(BridgedInstance instance, string route, string key) =>
        (await instance.Gateway.Http.SendAsync(HttpMethod.Get, route.Replace("{0}", instance.Name, StringComparison.Ordinal), null, 200, Token)).GetProperty(key);
}
