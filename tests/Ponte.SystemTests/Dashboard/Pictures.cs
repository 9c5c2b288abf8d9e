using Microsoft.Playwright;

namespace Ponte.SystemTests.Dashboard;

/// <summary>The pictures in <c>docs/images</c>. They are taken with <c>PONTE_WRITE_DOCS=1</c> alone; run one class at a time then, so that no other test's instances are in them.</summary>
internal static class Pictures
{
    /// <summary>Keeps the whole page as it is shown.</summary>
    public static Task KeepPictureAsync(this IPage page, string name) => Environment.GetEnvironmentVariable("PONTE_WRITE_DOCS") == "1"
        ? page.ScreenshotAsync(new() { Path = Path.Combine(RepositoryRoot.Path, "docs", "images", name + ".png"), FullPage = true })
        : Task.CompletedTask;
}
