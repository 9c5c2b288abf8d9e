using Microsoft.Playwright;
using Ponte.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Ponte.SystemTests.Dashboard;

[Collection(typeof(DashboardServers))]
public sealed class PhoneTests(Servers servers, Chromium chromium)
{
    [Fact]
    public async Task Customer_WritesAndIsAnswered_AsOnAPhone()
    {
        var instance = await servers.ActivateAsync();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/phone");
        await visit.Page.GetByText("Another customer").ClickAsync();
        await visit.Page.GetByLabel("Number").FillAsync("+" + servers.NextNumber());
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Clara");
        await visit.Page.Button("Play this customer").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Phone of Clara" })).ToBeVisibleAsync();

        await WriteAsync(visit.Page, "Are you open?");

        await Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "Ponte has it" })).ToBeVisibleAsync();
        var shown = Assert.Single(await instance.IncomingAsync(1));
        Assert.Equal("Are you open?", shown.Content);
        var answer = await agent.PostAsync(shown.ConversationId, new { content = "Until six." });
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("Until six.");
        await visit.Page.Button("Read the answers").ClickAsync();
        await agent.HasStatusAsync(shown.ConversationId, answer, "read");
    }

    [Fact]
    public async Task Phone_Disconnected_KeepsWhatIsWrittenUntilItIsBack()
    {
        var instance = await servers.ActivateAsync();
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/phone?customer={servers.NextNumber()}", look: Look.Phone);
        await visit.Page.GetByLabel("Phone connected").UncheckAsync();
        await visit.Page.ShowsAsync("Not connected");

        await WriteAsync(visit.Page, "Anybody there?");

        await Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "WhatsApp has it; it waits for the shop's phone" })).ToBeVisibleAsync();
        Assert.Empty(await instance.MessagesAsync());
        await visit.Page.ReloadAsync();
        await visit.Page.IsLiveAsync();
        await visit.Page.GetByLabel("Phone connected").CheckAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "Ponte has it" })).ToBeVisibleAsync();
        await instance.IncomingAsync(1);
    }

    [Fact]
    public async Task Pictures_OfBothSides_AreShown()
    {
        var instance = await servers.ActivateAsync();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}/phone?customer={servers.NextNumber()}");

        await visit.Page.GetByLabel("Send a picture").SetInputFilesAsync(new FilePayload { Name = "cake.png", MimeType = "image/png", Buffer = AgentFile.Png().Bytes });
        await Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "cake.png" })).ToBeVisibleAsync();
        var shown = Assert.Single(await instance.IncomingAsync(1));
        await agent.AttachAsync(shown.ConversationId, "Like this?", AgentFile.Png());

        await Expect(visit.Page.Locator("li.theirs img")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Send a picture").SetInputFilesAsync(new FilePayload { Name = "list.pdf", MimeType = "application/pdf", Buffer = AgentFile.Pdf().Bytes });
        await visit.Page.ShowsAsync("Only pictures (PNG, JPEG, WebP) of at most 16 MB can be sent here.");
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync(text);
        await page.Button("Send").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync(text);
    }
}
