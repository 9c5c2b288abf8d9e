using System.Globalization;
using Microsoft.Playwright;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.Ledger;
using static Microsoft.Playwright.Assertions;

namespace Ponte.SystemTests.Dashboard;

[Collection(typeof(DashboardServers))]
public sealed class MessagesTests(Servers servers, Chromium chromium)
{
    private static readonly LocatorAssertionsToHaveTextOptions Recovery = new() { Timeout = 60_000 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outage_OfChatwoot_IsSeenWithItsReasonAndItsEnd()
    {
        var instance = await servers.ActivateAsync();
        var (number, chat) = await OpenChatAsync(instance);
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{chat}/messages$", Status: 503), Token);
        await instance.CustomerWritesAsync(number, "words that nobody asked for");
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/messages");

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("for Chatwoot");
        await visit.Page.Link("Waiting 1").ClickAsync();
        var row = visit.Page.GetByRole(AriaRole.Row).Nth(1);
        await Expect(row).ToContainTextAsync("Customer → Chatwoot");
        await Expect(row).ToContainTextAsync("Waiting");
        await Expect(row).ToContainTextAsync("Chatwoot");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page.Locator("ol.life li.attempt").First).ToContainTextAsync("503");
        await visit.Page.ShowsAsync("Next attempt");
        await Expect(visit.Page.GetByText("words that nobody asked for")).ToHaveCountAsync(0);
        await visit.Page.Link("Overview").ClickAsync();
        await visit.Page.ShowsAsync("has trouble; messages are kept");
        await visit.Page.GoBackAsync();

        await servers.Fake.DisarmAsync(fault, Token);

        await Expect(visit.Page.Locator("h2 ~ .tag")).ToHaveTextAsync("Done", Recovery);
        await Expect(visit.Page.Link($"Open conversation {chat} in Chatwoot")).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await visit.Page.Link("← All messages").ClickAsync();
        await visit.Page.ShowsAsync("Nothing waits.");
        await visit.Page.Link("Overview").ClickAsync();
        await visit.Page.ShowsAsync("working");
    }

    [Fact]
    public async Task Failed_Message_ShowsItsTextOnRequestAndIsReplayed()
    {
        var instance = await servers.ActivateAsync();
        var (number, chat) = await OpenChatAsync(instance);
        await RefuseAsync(chat, times: 1);
        await instance.CustomerWritesAsync(number, "refused words");
        var failed = (await instance.HasDeliveriesAsync("?state=failed", 1))[0].Id();
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/messages?state=failed");
        await visit.Page.Link($"Message {failed}").ClickAsync();
        await Expect(visit.Page.Button("Replay")).ToBeVisibleAsync();
        Assert.DoesNotContain("refused words", await visit.Page.ContentAsync(), StringComparison.Ordinal);

        await visit.Page.Button("Show the text").ClickAsync();
        await Expect(visit.Page.GetByLabel("Text of the message")).ToHaveTextAsync("refused words");
        await visit.Page.Button("Replay").ClickAsync();
        await visit.Page.ShowsAsync("It is delivered again, in its old place of the chat.");
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Replay", Exact = true }).ClickAsync();

        await Expect(visit.Page.Locator("h2 ~ .tag")).ToHaveTextAsync("Done", Recovery);
        Assert.Equal("refused words", (await instance.IncomingAsync(2))[1].Content);
    }

    [Fact]
    public async Task Failed_Message_IsExplainedInTheVisitorsLanguageAndOnTheVisitorsClock()
    {
        var instance = await servers.ActivateAsync();
        var (number, chat) = await OpenChatAsync(instance);
        await RefuseAsync(chat, times: 1);
        await instance.CustomerWritesAsync(number, "refused words");
        var failed = (await instance.HasDeliveriesAsync("?state=failed", 1))[0].Id();

        await using var visit = await chromium.VisitAsync(instance.Gateway, string.Create(CultureInfo.InvariantCulture, $"/instances/{instance.Name}/messages/{failed}"), look: new Look("pt-BR"));

        await visit.Page.ShowsAsync("Os agentes foram avisados por uma nota privada.");
        await Expect(visit.Page.Locator("ol.life li.attempt")).ToContainTextAsync("O Chatwoot recusou a mensagem. (Chatwoot refused the message. HTTP 422: odd)");
        var stored = visit.Page.Locator("ol.life time").First;
        var at = DateTimeOffset.Parse((await stored.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
        await Expect(stored).ToHaveTextAsync(at.ToOffset(TimeSpan.FromHours(-3)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Failed_Messages_AreReplayedAllAtOnce()
    {
        var instance = await servers.ActivateAsync();
        var (number, chat) = await OpenChatAsync(instance);

        // Both wait before the first is refused, or the note about it would be refused as the second.
        var outage = await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{chat}/messages$", 503), Token);
        await instance.CustomerWritesAsync(number, "one");
        await instance.CustomerWritesAsync(number, "two");
        await instance.HasDeliveriesAsync("?state=pending", 2);
        await RefuseAsync(chat, times: 2);
        await servers.Fake.DisarmAsync(outage, Token);
        await instance.HasDeliveriesAsync("?state=failed", 2);
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/messages");
        await Expect(visit.Page.Button("Replay all failed")).ToHaveCountAsync(0);
        await visit.Page.Link("Failed 2").ClickAsync();

        await visit.Page.Button("Replay all failed").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Replay all failed", Exact = true }).ClickAsync();

        await visit.Page.ShowsAsync("Waiting to be delivered again: 2");
        await visit.Page.ShowsAsync("No message matches this choice.");
        Assert.Equal(["Hello", "one", "two"], (await instance.IncomingAsync(3, TimeSpan.FromSeconds(60))).Select(message => message.Content));
    }

    [Fact]
    public async Task Failed_Reply_IsDiscardedOnlyWhenConfirmed()
    {
        var instance = await servers.ActivateAsync();
        var (_, chat) = await OpenChatAsync(instance);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await instance.Gateway.Http.RefuseAsync(instance.Name, count: 1, code: 400, cancellationToken: Token);
        await agent.PostAsync(chat, new { content = "Please" });
        var failed = (await instance.HasDeliveriesAsync("?state=failed", 1))[0].Id();
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/messages/{failed}");
        await visit.Page.ShowsAsync("Agent → WhatsApp");

        await visit.Page.Button("Discard").ClickAsync();
        await visit.Page.ShowsAsync("The customer will never get this message.");
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("h2 ~ .tag")).ToHaveTextAsync("Failed");
        await visit.Page.Button("Discard").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();

        await Expect(visit.Page.Locator("h2 ~ .tag")).ToHaveTextAsync("Discarded");
        await Expect(visit.Page.Button("Discard")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Search_ByNumberAndById_FindsWhatItNames()
    {
        var instance = await servers.ActivateAsync();
        var (number, _) = await OpenChatAsync(instance);
        var other = await instance.OpenChatAsync(servers.NextNumber());
        await instance.HasDeliveriesAsync("?kind=message&state=done", 2);
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/messages?destination=chatwoot");
        await Expect(visit.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);

        await visit.Page.GetByLabel("Chat or number").FillAsync($"+{number}");
        await visit.Page.Button("Search").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await visit.Page.Link("Show all").ClickAsync();
        await visit.Page.GetByLabel("Message id").FillAsync(other.SourceId!);
        await visit.Page.GetByLabel("Message id").PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await visit.Page.GetByLabel("Message id").FillAsync("nothing' or 1=1");
        await visit.Page.GetByLabel("Message id").PressAsync("Enter");

        await visit.Page.ShowsAsync("No message matches this choice.");
    }

    private async Task<(string Number, int Chat)> OpenChatAsync(BridgedInstance instance)
    {
        var number = servers.NextNumber();
        return (number, (await instance.OpenChatAsync(number)).ConversationId);
    }

    private Task<string> RefuseAsync(int chat, int times) =>
        servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{chat}/messages$", 422, """{"error":"odd"}""", Times: times), Token);
}
