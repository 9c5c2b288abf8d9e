namespace Ponte.SystemTests.Harness;

/// <summary>The whole thing: the Chatwoot double and the gateway as processes, an instance with a simulated phone, Chatwoot active on it.</summary>
internal sealed class BridgeWorld : IAsyncDisposable
{
    /// <summary>The instance's name.</summary>
    public const string Instance = "shop";

    private readonly TemporaryFolder _folder;

    private BridgeWorld(TemporaryFolder folder, FakeChatwootProcess chatwoot, GatewayProcess gateway) =>
        (_folder, Chatwoot, Gateway) = (folder, chatwoot, gateway);

    /// <summary>The double's process.</summary>
    public FakeChatwootProcess Chatwoot { get; }

    /// <summary>The gateway's process.</summary>
    public GatewayProcess Gateway { get; }

    /// <summary>The double from inside.</summary>
    public FakeChatwootApi Fake => Chatwoot.Fake;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts both, creates the instance and, unless told not to, activates Chatwoot.</summary>
    /// <param name="database">A PostgreSQL connection string; SQLite unless given.</param>
    /// <param name="settings">More settings of the gateway.</param>
    /// <param name="activation">More fields of the activation, by their documented names.</param>
    /// <param name="dataFolder">Where the gateway keeps its data; a folder that goes with this world unless given.</param>
    /// <param name="activate">False leaves Chatwoot for the test to activate.</param>
    public static async Task<BridgeWorld> StartAsync(
        string? database = null, IReadOnlyDictionary<string, string>? settings = null, object? activation = null, bool activate = true, string? dataFolder = null)
    {
        Action<string> report = TestContext.Current.TestOutputHelper!.WriteLine;
        var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>());
        all.TryAdd("Ponte:RateLimit:PerMinute", "1000000");
        if (database is not null)
        {
            all["Ponte:Database"] = database;
        }

        var folder = new TemporaryFolder();
        FakeChatwootProcess? chatwoot = null;
        GatewayProcess? gateway = null;
        try
        {
            chatwoot = await FakeChatwootProcess.StartAsync(report: report, cancellationToken: Token);
            gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = dataFolder ?? folder.File("data"), Settings = all, Report = report }, Token);
            await gateway.Http.CreateSandboxAsync(Instance, Token);
            if (activate)
            {
                await gateway.Http.ActivateChatwootAsync(Instance, chatwoot.BaseUrl, activation, Token);
            }

            return new BridgeWorld(folder, chatwoot, gateway);
        }
        catch
        {
            await DisposeAsync(folder, chatwoot, gateway);
            throw;
        }
    }

    /// <summary>Lets a customer write a text and returns its WhatsApp message id.</summary>
    public Task<string> CustomerWritesAsync(string from, string text, string? chat = null, string? id = null) =>
        Gateway.Http.ReceiveAsync(Instance, new SandboxText(from, text, id, chat), Token);

    /// <summary>Waits until Chatwoot has so many messages from customers, and returns them in the order of their ids.</summary>
    public async Task<List<FakeMessage>> CustomerMessagesAsync(int count, TimeSpan? deadline = null)
    {
        var inbox = Assert.Single(await Fake.InboxesAsync(Token));
        return await Eventually.GetAsync(
            async () => (await Fake.MessagesAsync(inbox.Id, cancellationToken: Token)).Where(m => m.MessageType == "incoming").ToList(),
            messages => messages.Count >= count,
            deadline,
            messages => $"{messages.Count} of {count} messages");
    }

    /// <summary>Waits until the simulated phone was given so many sends, and returns them in order.</summary>
    public Task<IReadOnlyList<SandboxSentText>> SentAsync(int count, TimeSpan? deadline = null) => Eventually.GetAsync(
        () => Gateway.Http.SentAsync(Instance, Token),
        sent => sent.Count >= count,
        deadline,
        sent => $"{sent.Count} of {count} sends");

    public ValueTask DisposeAsync() => DisposeAsync(_folder, Chatwoot, Gateway);

    private static async ValueTask DisposeAsync(TemporaryFolder folder, FakeChatwootProcess? chatwoot, GatewayProcess? gateway)
    {
        await (gateway?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (chatwoot?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Dispose();
    }
}
