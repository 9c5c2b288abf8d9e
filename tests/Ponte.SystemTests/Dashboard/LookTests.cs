using Microsoft.Playwright;
using Ponte.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Ponte.SystemTests.Dashboard;

[Collection(typeof(DashboardServers))]
public sealed class LookTests(Servers servers, Chromium chromium)
{
    [Fact]
    public async Task Page_BrowserInPortuguese_IsInPortugueseUntilAnotherLanguageIsChosen()
    {
        await using var visit = await chromium.VisitAsync(await servers.GatewayAsync(), look: new Look(Locale: "pt-PT"));
        await Expect(visit.Page.Heading("Instâncias")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "pt-BR");

        await visit.Page.Button("Idioma").ClickAsync();
        await visit.Page.GetByText("English", new() { Exact = true }).ClickAsync();

        await Expect(visit.Page.Heading("Instances")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await visit.Page.IsLiveAsync();
        await Expect(visit.Page.Button("Language")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_DarkSystem_IsDarkUntilLightIsChosen()
    {
        await using var visit = await chromium.VisitAsync(await servers.GatewayAsync(), look: Look.Dark);
        await Expect(visit.Page.Link("Switch to light colours")).ToBeVisibleAsync();
        await Eventually.GetAsync(() => BrightnessAsync(visit.Page), brightness => brightness < 100);

        await visit.Page.Link("Switch to light colours").ClickAsync();

        await Expect(visit.Page.Link("Switch to dark colours")).ToBeVisibleAsync();
        await Eventually.GetAsync(() => BrightnessAsync(visit.Page), brightness => brightness > 600);
    }

    // The sum of red, green and blue.
    private static Task<int> BrightnessAsync(IPage page) => page.EvaluateAsync<int>(
        "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b)");
}
