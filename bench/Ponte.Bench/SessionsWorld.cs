using System.Globalization;

namespace Ponte.Bench;

/// <summary>Simulated WhatsApp, the Chatwoot double and a gateway with many linked numbers in one engine process.</summary>
internal sealed class SessionsWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _folder = new();
    private readonly List<int> _inboxes = [];
    private FakeWhatsAppProcess? _whatsApp;
    private FakeChatwootProcess? _chatwoot;
    private GatewayProcess? _gateway;

    public FakeWhatsAppApi WhatsApp => _whatsApp!.Fake;

    public FakeChatwootApi Chatwoot => _chatwoot!.Fake;

    public GatewayProcess Gateway => _gateway!;

    /// <summary>The one engine process.</summary>
    public int EngineId => EngineProcesses.Of(Gateway.ProcessId) is [var only] ? only : throw new InvalidOperationException("There is not one engine process.");

    /// <summary>The linked numbers so far.</summary>
    public int Count => _inboxes.Count;

    /// <summary>The inbox of a linked number.</summary>
    public int InboxOf(int index) => _inboxes[index];

    public static string NumberOf(int index) => string.Create(CultureInfo.InvariantCulture, $"55119100{index:00000}");

    public static string CustomerOf(int index) => string.Create(CultureInfo.InvariantCulture, $"55119200{index:00000}");

    /// <param name="report">Is given the end of the gateway's output when the world ends.</param>
    public static async Task<SessionsWorld> StartAsync(Action<string> report)
    {
        var world = new SessionsWorld
        {
            _whatsApp = await FakeWhatsAppProcess.StartAsync(),
            _chatwoot = await FakeChatwootProcess.StartAsync(),
        };
        await world.Chatwoot.SetAsync(new { messagesPerMinute = 0 });
        world._gateway = await GatewayProcess.StartAsync(world._whatsApp.Attach(new GatewayStart
        {
            DataFolder = world._folder.File("data"),
            Settings = new Dictionary<string, string>
            {
                ["Ponte:RateLimit:PerMinute"] = "1000000",
                ["Ponte:RateLimit:InstanceCreatePerMinute"] = "1000000",
                ["Logging:LogLevel:Default"] = "Warning",
            },
            Report = report,
            Arguments = ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"],
        }));
        return world;
    }

    /// <summary>Links one more number, activates Chatwoot on it and adds a customer who writes to it.</summary>
    public async Task AddAsync()
    {
        var index = Count;
        var name = NumberOf(index);
        await WhatsApp.AddPhoneAsync(name);
        await WhatsApp.AddPeerAsync(CustomerOf(index));
        await Gateway.Http.SendAsync(HttpMethod.Post, "/api/instance/new", new { name }, 201);
        var code = await Gateway.Http.SendAsync(HttpMethod.Get, "/api/instance/connect/" + name, null, 200);
        await WhatsApp.ScanAsync(name, code.GetProperty("qrCode").GetString()!);
        await Gateway.Http.ActivateChatwootAsync(name, _chatwoot!.BaseUrl);
        _inboxes.Add((await Chatwoot.InboxesAsync()).Max(inbox => inbox.Id));
        await ConnectedAsync();
    }

    /// <summary>Waits until the gateway shows every number as connected.</summary>
    public Task ConnectedAsync() => Wait.ForAsync(
        async () =>
        {
            var list = await Gateway.Http.SendAsync(HttpMethod.Get, "/api/instance/list", null, 200);
            return list.GetProperty("instances").EnumerateArray().Count(item => item.GetProperty("connection").GetProperty("state").GetString() == "connected");
        },
        connected => connected >= Count,
        connected => $"{connected} of {Count} numbers are connected",
        Patience);

    public async ValueTask DisposeAsync()
    {
        await (_gateway?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_chatwoot?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_whatsApp?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }
}
