namespace Ponte.Bench;

/// <summary>The double and the gateway, each a process of its own, with Chatwoot active on one sandbox instance.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    public const string Instance = "bench";
    private readonly TemporaryFolder _folder;

    private BenchWorld(TemporaryFolder folder, FakeChatwootProcess chatwoot, GatewayProcess gateway)
    {
        _folder = folder;
        Chatwoot = chatwoot;
        Gateway = gateway;
    }

    public FakeChatwootProcess Chatwoot { get; }

    public GatewayProcess Gateway { get; }

    /// <summary>The inbox that the activation made.</summary>
    public int InboxId { get; private set; }

    /// <param name="report">Is given the end of the gateway's output when the world ends.</param>
    public static async Task<BenchWorld> StartAsync(Action<string> report)
    {
        var folder = new TemporaryFolder();
        var chatwoot = await FakeChatwootProcess.StartAsync();
        await chatwoot.Fake.SetAsync(new { messagesPerMinute = 0 });
        var gateway = await GatewayProcess.StartAsync(new GatewayStart
        {
            DataFolder = folder.File("data"),
            Settings = new Dictionary<string, string>
            {
                ["Ponte:RateLimit:PerMinute"] = "1000000",
                ["Logging:LogLevel:Default"] = "Warning",
            },
            Report = report,
            Arguments = ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", "--Logging:LogLevel:Ponte.Gateway.Bridge.Realtime=Information"],
        });
        var world = new BenchWorld(folder, chatwoot, gateway);
        await gateway.Http.CreateSandboxAsync(Instance);
        await gateway.Http.ActivateChatwootAsync(Instance, chatwoot.BaseUrl);
        var inboxes = await chatwoot.Fake.InboxesAsync();
        world.InboxId = inboxes[^1].Id;
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Chatwoot.DisposeAsync();
        _folder.Dispose();
    }
}
