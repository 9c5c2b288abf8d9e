using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.Ledger;

namespace Ponte.SystemTests.Dashboard;

/// <summary>What has to hold on every page. Each is also kept as a picture (<see cref="Pictures"/>).</summary>
[Collection(typeof(DashboardServers))]
public sealed class EveryPageTests(Servers servers, Chromium chromium)
{
    // Names and structure of dark pages are those of the light ones.
    private const string Rules = """{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }""";
    private const string Colours = """{ type: 'rule', values: ['color-contrast'] }""";
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // One shop for all looks, with something to see on every page.
    private static readonly SemaphoreSlim Making = new(1, 1);
    private static (string Instance, long Delivery)? _shop;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, bool> Looks => new() { { "", false, false }, { "-dark", true, false }, { "-phone", false, true } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Page_ForEverybody_CanBeReadAndFitsTheScreen(string suffix, bool isDark, bool isPhone)
    {
        var gateway = await servers.GatewayAsync();
        var (instance, delivery) = await ShopAsync();
        var look = new Look(IsDark: isDark, IsPhone: isPhone);
        var problems = new List<string>();
        await using (var stranger = await chromium.VisitAsync(gateway, "/signin", token: "", look))
        {
            problems.AddRange(await LookAtAsync(stranger.Page, "signin" + suffix, look));
        }

        await using var visit = await chromium.VisitAsync(gateway, look: look);
        foreach (var page in Pages.Of(instance, delivery))
        {
            await visit.Page.OpenAsync(page.Path);
            problems.AddRange(await LookAtAsync(visit.Page, page.Name + suffix, look));
        }

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [Fact]
    public async Task FirstPage_OfAWarmServer_IsTimed()
    {
        var gateway = await servers.GatewayAsync();
        await using var visit = await chromium.VisitAsync(gateway);

        await visit.Page.OpenAsync("/");

        var loaded = await visit.Page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].loadEventEnd");
        var live = await visit.Page.EvaluateAsync<double>("() => performance.now()");
        TestContext.Current.TestOutputHelper!.WriteLine($"First page: loaded after {loaded:0} ms, live after {live:0} ms at most.");
        Assert.True(loaded > 0);
    }

    // A phone shows the same colours and names, so that only the room is looked at there.
    private static async Task<List<string>> LookAtAsync(IPage page, string name, Look look)
    {
        var problems = look.IsPhone ? [] : (await SeriousAsync(page, look.IsDark ? Colours : Rules)).Select(problem => $"{name}: {problem}").ToList();
        if (await page.OverflowAsync() is > 0 and var pixels)
        {
            problems.Add($"{name} is {pixels} pixels wider than the screen");
        }

        // Health names folders of the machine.
        await (name.StartsWith("health", StringComparison.Ordinal) ? Task.CompletedTask : page.KeepPictureAsync(name));
        return problems;
    }

    // Deque's own wrapper has a second page put its results together: that takes five times as long as the look itself, and there are no frames here.
    private static async Task<IEnumerable<string>> SeriousAsync(IPage page, string runOnly)
    {
        await page.EvaluateAsync(Axe);
        var violations = await page.EvaluateAsync<JsonElement>($"async () => (await axe.run(document, {{ runOnly: {runOnly}, resultTypes: ['violations'] }})).violations");
        return violations.EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{violation.GetProperty("id")} ({violation.GetProperty("help")}): {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html")))}");
    }

    private async Task<(string Instance, long Delivery)> ShopAsync()
    {
        await Making.WaitAsync(Token);
        try
        {
            return _shop ??= await MakeShopAsync();
        }
        finally
        {
            Making.Release();
        }
    }

    private async Task<(string Instance, long Delivery)> MakeShopAsync()
    {
        const string Maria = "5511900000001";
        var gateway = await servers.GatewayAsync();
        await gateway.Http.CreateSandboxAsync("bakery", Token);
        var instance = new BridgedInstance(servers.Chatwoot, gateway, "bakery");
        await instance.ActivateAsync();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var chat = (await instance.OpenChatAsync(Maria, "Hello! Are you open on Saturday?", name: "Maria")).ConversationId;
        await agent.PostAsync(chat, new { content = "Hello Maria! Yes, from 9 to 14 h." });
        await instance.SentAsync(1);
        await instance.OpenChatAsync("5511900000002", "Where is my order?", name: "João");
        await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{chat}/messages$", 422, """{"error":"odd"}""", Times: 1), Token);
        await instance.CustomerWritesAsync(Maria, "Great, see you then. Can you write a name on the cake?", name: "Maria");
        var failed = (await instance.HasDeliveriesAsync("?state=failed", 1))[0].Id();
        await gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);
        await agent.PostAsync(chat, new { content = "Of course. Which one?" });
        await instance.HasDeliveriesAsync("?state=pending&destination=whatsapp", 1);
        return (instance.Name, failed);
    }
}
