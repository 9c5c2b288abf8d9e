namespace Ponte.SystemTests.WhatsApp;

/// <summary>The whole thing for one test: simulated WhatsApp, Chatwoot double, gateway with the real engine, one linked instance with Chatwoot active.</summary>
internal sealed class LinkedWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private FakeWhatsAppProcess? _whatsApp;
    private FakeChatwootProcess? _chatwoot;
    private GatewayProcess? _gateway;

    /// <summary>The phone's number.</summary>
    public const string Number = "5511900000001";

    /// <summary>The simulated WhatsApp.</summary>
    public FakeWhatsAppApi WhatsApp => _whatsApp!.Fake;

    /// <summary>The Chatwoot double.</summary>
    public FakeChatwootApi Chatwoot => _chatwoot!.Fake;

    /// <summary>The gateway's process.</summary>
    public GatewayProcess Gateway => _gateway!;

    /// <summary>The linked instance; asks whatever gateway runs now.</summary>
    public LinkedInstance Shop { get; private set; } = null!;

    /// <summary>The folder of the sessions.</summary>
    public string Sessions => _folder.File("data", "sessions");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts everything.</summary>
    /// <param name="database">A PostgreSQL connection string; SQLite unless given.</param>
    /// <param name="settings">More settings of the gateway.</param>
    /// <param name="environment">More of the gateway's environment, which its engine inherits.</param>
    /// <param name="dataFolder">Where the gateway keeps its data; a folder that goes with this world unless given.</param>
    public static async Task<LinkedWorld> StartAsync(
        string? database = null,
        IReadOnlyDictionary<string, string>? settings = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? dataFolder = null)
    {
        var world = new LinkedWorld();
        try
        {
            await world.OpenAsync(database, settings ?? new Dictionary<string, string>(), environment ?? new Dictionary<string, string?>(), dataFolder);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the engine's processes and waits until they are gone.</summary>
    public async Task KillEnginesAsync()
    {
        var engines = EngineProcesses.Of(Gateway.ProcessId);
        foreach (var engine in engines)
        {
            EngineProcesses.Kill(engine);
        }

        await Eventually.HoldsAsync(() => !engines.Any(EngineProcesses.IsRunning));
    }

    public async ValueTask DisposeAsync()
    {
        await (_gateway?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_chatwoot?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_whatsApp?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    private async Task OpenAsync(
        string? database, IReadOnlyDictionary<string, string> settings, IReadOnlyDictionary<string, string?> environment, string? dataFolder)
    {
        Action<string> report = TestContext.Current.TestOutputHelper!.WriteLine;
        var all = new Dictionary<string, string>(settings);
        all.TryAdd("Ponte:RateLimit:PerMinute", "1000000");
        if (database is not null)
        {
            all["Ponte:Database"] = database;
        }

        _whatsApp = await FakeWhatsAppProcess.StartAsync(report, Token);
        _chatwoot = await FakeChatwootProcess.StartAsync(report: report, cancellationToken: Token);
        _gateway = await GatewayProcess.StartAsync(
            _whatsApp.Attach(new GatewayStart { DataFolder = dataFolder ?? _folder.File("data"), Settings = all, Environment = environment, Report = report }), Token);
        Shop = new LinkedInstance(WhatsApp, _chatwoot, Gateway, "shop", Number);
        await Shop.CreateAsync();
        await Shop.LinkAsync();
        await Shop.ActivateAsync();
    }
}
