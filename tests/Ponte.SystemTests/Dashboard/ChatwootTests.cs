using System.Globalization;
using Microsoft.Playwright;
using Ponte.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Ponte.SystemTests.Dashboard;

/// <summary>The wizard that connects Chatwoot. Where a step fails, the page says what helps, and nothing is left in Chatwoot.</summary>
[Collection(typeof(DashboardServers))]
public sealed class ChatwootTests(Servers servers, Chromium chromium)
{
    private static readonly string[] Steps = ["reachable", "chatwoot", "token", "account", "role", "inbox", "agents", "realtime", "round_trip"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wizard_WithWhatTheBrowserShows_ConnectsCarriesAMessageAndDisconnects()
    {
        var instance = await servers.CreateAsync();
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/chatwoot");
        await visit.Page.GetByLabel("Address of Chatwoot").FillAsync(new Uri(servers.Chatwoot.BaseUrl, "/app/accounts/2/dashboard").ToString());
        await visit.Page.GetByLabel("Access token").FillAsync(FakeChatwootProcess.AdminToken);
        await Expect(visit.Page.GetByLabel("Account number")).ToHaveValueAsync("2");
        await visit.Page.GetByLabel("Inbox").FillAsync("Front desk");
        await visit.Page.GetByLabel("Sign messages").CheckAsync();
        await visit.Page.Button("Check and connect").ClickAsync();

        await visit.Page.ShowsAsync("Chatwoot is connected.");
        foreach (var step in Steps)
        {
            await HasOutcomeAsync(visit.Page, step, step == "agents" ? "warning" : "passed");
        }

        await visit.Page.ShowsAsync("Add agents in Chatwoot: Settings, Inboxes, Front desk, Collaborators.");
        await visit.Page.KeepPictureAsync("connect");
        await instance.CustomerWritesAsync(servers.NextNumber(), "Good morning");
        var inbox = Assert.Single(await servers.Fake.InboxesAsync(Token), inbox => inbox.Name == "Front desk");
        await Eventually.HoldsAsync(async () => (await servers.Fake.MessagesAsync(inbox.Id, cancellationToken: Token)).Any(message => message.Content == "Good morning"));

        await visit.Page.Button("Disconnect").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await Expect(visit.Page.Heading("Connect Chatwoot")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("reachable", "http://127.0.0.1:1", 2, FakeChatwootProcess.AdminToken, "connection refused")]
    [InlineData("chatwoot", "{gateway}", 2, FakeChatwootProcess.AdminToken, "")]
    [InlineData("token", "{chatwoot}", 2, "NotTheTokenNotTheToken12", "")]
    [InlineData("account", "{chatwoot}", 999, FakeChatwootProcess.AdminToken, "")]
    [InlineData("role", "{chatwoot}", 2, FakeChatwootProcess.AgentToken, "")]
    public async Task Step_ThatFails_IsNamedWithWhatHelpsAndTheRestIsSkipped(string step, string url, int account, string token, string detail)
    {
        var instance = await servers.CreateAsync();
        await using var visit = await ConnectAsync(
            instance,
            url.Replace("{gateway}", instance.Gateway.BaseUrl.ToString(), StringComparison.Ordinal).Replace("{chatwoot}", servers.Chatwoot.BaseUrl.ToString(), StringComparison.Ordinal),
            account,
            token);

        await HasFailedAsync(visit.Page, step, detail);
        await (step == "token" ? visit.Page.KeepPictureAsync("connect-token") : Task.CompletedTask);
        Assert.Equal(404, (await instance.AskListAsync()).Status);
    }

    [Fact]
    public async Task Inbox_ThatChatwootRefuses_IsToldInItsOwnWords()
    {
        var instance = await servers.CreateAsync();
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "POST", "/accounts/2/inboxes$", 422, """{"message":"Name is too long"}"""), Token);

        await using var visit = await ConnectAsync(instance, servers.Chatwoot.BaseUrl.ToString(), 2, FakeChatwootProcess.AdminToken);

        await HasFailedAsync(visit.Page, "inbox", "Name is too long");
        await servers.Fake.DisarmAsync(fault, Token);
        await visit.Page.Button("Check and connect").ClickAsync();
        await visit.Page.ShowsAsync("Chatwoot is connected.");
    }

    [Fact]
    public async Task Realtime_ThatIsBlocked_NamesTheProxyAndTakesTheInboxBack()
    {
        var instance = await servers.CreateAsync();
        var before = (await servers.Fake.InboxesAsync(Token)).Count;
        await servers.Fake.CableAsync("refuse", Token);
        await servers.Fake.CableAsync("drop", Token);
        try
        {
            await using var visit = await ConnectAsync(instance, servers.Chatwoot.BaseUrl.ToString(), 2, FakeChatwootProcess.AdminToken);
            await HasFailedAsync(visit.Page, "realtime", "WebSockets");
        }
        finally
        {
            await servers.Fake.CableAsync("accept", Token);
        }

        await Eventually.HoldsAsync(async () => (await servers.Fake.InboxesAsync(Token)).Count == before);
    }

    [Fact]
    public async Task TestMessage_ThatIsNotTaken_SaysSoAndTheConnectionStays()
    {
        var instance = await servers.CreateAsync();
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "POST", "/messages$", 500), Token);

        await using var visit = await ConnectAsync(instance, servers.Chatwoot.BaseUrl.ToString(), 2, FakeChatwootProcess.AdminToken);

        await HasFailedAsync(visit.Page, "round_trip", "HTTP 500");
        await servers.Fake.DisarmAsync(fault, Token);
        await visit.Page.Button("Check again").ClickAsync();
        await HasOutcomeAsync(visit.Page, "round_trip", "passed");
    }

    private static async Task HasFailedAsync(IPage page, string step, string detail)
    {
        await HasOutcomeAsync(page, step, "failed");
        await Expect(page.Locator($"[data-step={step}]")).ToContainTextAsync(detail);
        await Expect(page.Locator($"[data-step={step}] .remedy")).Not.ToBeEmptyAsync();
        foreach (var later in Steps.Skip(Array.IndexOf(Steps, step) + 1))
        {
            await HasOutcomeAsync(page, later, "skipped");
        }
    }

    private static Task HasOutcomeAsync(IPage page, string step, string outcome) =>
        Expect(page.Locator($"[data-step={step}]")).ToHaveAttributeAsync("data-outcome", outcome, new() { Timeout = 60_000 });

    private async Task<Visit> ConnectAsync(BridgedInstance instance, string url, int account, string token)
    {
        var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/chatwoot");
        await visit.Page.GetByLabel("Address of Chatwoot").FillAsync(url);
        await visit.Page.GetByLabel("Account number").FillAsync(account.ToString(CultureInfo.InvariantCulture));
        await visit.Page.GetByLabel("Access token").FillAsync(token);
        await visit.Page.Button("Check and connect").ClickAsync();
        return visit;
    }
}
