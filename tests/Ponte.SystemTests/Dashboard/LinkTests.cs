using Ponte.SystemTests.WhatsApp;
using static Microsoft.Playwright.Assertions;

namespace Ponte.SystemTests.Dashboard;

/// <summary>Linking a phone in the browser, with the real engine and a simulated WhatsApp.</summary>
[Collection(typeof(DashboardServers))]
public sealed class LinkTests(LinkedServers servers, Chromium chromium) : IClassFixture<LinkedServers>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Phone_ThatScansTheCode_IsShownAsLinkedByItselfAndCanBeUnlinked()
    {
        var shop = await servers.CreateAsync();
        await using var visit = await chromium.VisitAsync(servers.Gateway, $"/instances/{shop.Name}");
        await visit.Page.Button("Show a QR code").ClickAsync();
        await Expect(visit.Page.GetByTestId("qr")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visit.Page.KeepPictureAsync("link");

        // Asked while a code lives, the API answers the one that is shown.
        await servers.WhatsApp.ScanAsync(shop.Number, (await shop.ConnectAsync()).GetProperty("qrCode").GetString()!, Token);

        await Expect(visit.Page.GetByText(Written(shop.Number))).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(visit.Page.GetByTestId("qr")).ToHaveCountAsync(0);
        await visit.Page.Button("Unlink the phone").ClickAsync();
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Unlink the phone" }).ClickAsync();
        await Expect(visit.Page.Button("Show a QR code")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Equal("loggedout", (await shop.ListAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Phone_WithoutACamera_LinksByACode()
    {
        var shop = await servers.CreateAsync();
        await using var visit = await chromium.VisitAsync(servers.Gateway, $"/instances/{shop.Name}", look: Look.Phone);
        await visit.Page.GetByLabel("Or the phone's number, for a code to type").FillAsync("my number");
        await visit.Page.Button("Get a code").ClickAsync();
        await visit.Page.ShowsAsync("Write the number with its country code, such as +55 11 90000-0001.");
        await visit.Page.GetByLabel("Or the phone's number, for a code to type").FillAsync(Written(shop.Number));
        await visit.Page.Button("Get a code").ClickAsync();
        var code = visit.Page.GetByTestId("pairing-code");
        await Expect(code).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await Eventually.HoldsAsync(async () => (await servers.WhatsApp.GetAsync($"/phones/{shop.Number}/pairing", Token)).GetProperty("waiting").GetBoolean());
        await servers.WhatsApp.EnterCodeAsync(shop.Number, (await code.TextContentAsync())!, Token);

        await Expect(visit.Page.Button("Unlink the phone")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task Link_ThatIsRefused_SaysWhyOnce()
    {
        const string Why = "The proxy's address is not allowed on this server.";
        var shop = await servers.CreateAsync();
        var proxy = new { enabled = true, host = "169.254.169.254", port = "80", protocol = "http" };
        await servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/proxy/{shop.Name}", proxy, 200, Token);
        await using var visit = await chromium.VisitAsync(servers.Gateway, $"/instances/{shop.Name}");

        await visit.Page.Button("Show a QR code").ClickAsync();

        await Expect(visit.Page.Locator(".quiet ~ .mud-alert").GetByText(Why)).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(visit.Page.GetByText(Why)).ToHaveCountAsync(1);
    }

    // As people write a Brazilian number.
    private static string Written(string number) => $"+{number[..2]} {number[2..4]} {number[4..9]}-{number[9..]}";
}
