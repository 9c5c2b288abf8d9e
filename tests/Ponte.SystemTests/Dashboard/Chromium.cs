using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Ponte.SystemTests.Dashboard;

/// <summary>
/// The browser of all tests of the dashboard: the system's Chromium (<c>apt-get install chromium</c>), or the one that <c>PONTE_CHROMIUM</c> names. A test asks for
/// a visit and ends it:
/// <code>
/// [Collection(typeof(DashboardServers))]
/// public sealed class SomeTests(Servers servers, Chromium chromium)
///
/// await using var visit = await chromium.VisitAsync(await servers.GatewayAsync(), "/instances/shop");
/// await visit.Page.Button("Save").ClickAsync();
/// await Expect(visit.Page.GetByText("Saved")).ToBeVisibleAsync();
/// </code>
/// A visit is signed in and live when it is handed out, and fails its test at its end when the browser saw trouble (<see cref="Visit"/>). Expectations wait by themselves; nothing sleeps.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const float Patience = 20_000;
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"];
    private readonly ConcurrentDictionary<(Uri Gateway, string Token), string> _sessions = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = FindExecutable(), Args = Arguments });
    }

    /// <summary>Opens a page in a browser of its own that remembers nothing.</summary>
    /// <param name="gateway">The server.</param>
    /// <param name="path">Path and query of the page.</param>
    /// <param name="token">Who signs in: the account unless told; empty for nobody.</param>
    /// <param name="look">Screen, language and colours.</param>
    internal async Task<Visit> VisitAsync(GatewayProcess gateway, string path = "/", string token = GatewayStart.AccountToken, Look? look = null)
    {
        var options = (look ?? Look.Laptop).Options;
        options.BaseURL = gateway.BaseUrl.ToString();
        options.StorageState = token.Length == 0 ? null : _sessions.GetValueOrDefault((gateway.BaseUrl, token));
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var visit = new Visit(await context.NewPageAsync(), gateway.BaseUrl);
        await visit.Page.GotoAsync(path);
        if (token.Length > 0 && options.StorageState is null)
        {
            await visit.Page.SignInAsync(token);
            await visit.Page.IsLiveAsync();
            _sessions[(gateway.BaseUrl, token)] = await context.StorageStateAsync();
        }

        await (token.Length > 0 ? visit.Page.IsLiveAsync() : Task.CompletedTask);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }

    private static string FindExecutable()
    {
        var names = new[] { Environment.GetEnvironmentVariable("PONTE_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" };
        return names.FirstOrDefault(name => name is { Length: > 0 } && File.Exists(name))
            ?? throw new InvalidOperationException("The tests of the dashboard need Chromium: 'apt-get install chromium', or name one in PONTE_CHROMIUM.");
    }
}
