using Microsoft.Playwright;

namespace Ponte.SystemTests.Dashboard;

/// <summary>What visitors do on every page, by the names that they read (or hear).</summary>
internal static class PageSteps
{
    /// <summary>Waits until the page answers: before that it is a picture of itself.</summary>
    public static Task IsLiveAsync(this IPage page) => Assertions.Expect(page.Locator("[data-live=yes]")).ToBeAttachedAsync();

    /// <summary>Types a token into the page to sign in.</summary>
    public static async Task SignInAsync(this IPage page, string token)
    {
        await page.GetByLabel("Token").FillAsync(token);
        await page.Locator(".sign-in button[type=submit]").ClickAsync();
    }

    /// <summary>Goes to a page and waits until it answers.</summary>
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.IsLiveAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
    }

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Heading(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>Waits until a text is shown.</summary>
    public static Task ShowsAsync(this IPage page, string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>By how many pixels the page is wider than the screen.</summary>
    public static Task<int> OverflowAsync(this IPage page) =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
