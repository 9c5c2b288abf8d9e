using System.Globalization;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>
/// The simulated WhatsApp, the Chatwoot double and a gateway with the real engine, which the tests of a class share. Each test links a phone of
/// its own and takes numbers that no other test uses.
/// </summary>
public sealed class LinkedServers : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FakeWhatsAppProcess? _whatsApp;
    private FakeChatwootProcess? _chatwoot;
    private GatewayProcess? _gateway;
    private int _last;

    /// <summary>The simulated WhatsApp.</summary>
    public FakeWhatsAppApi WhatsApp => _whatsApp!.Fake;

    /// <summary>The port that engines connect to.</summary>
    public int WhatsAppPort => new Uri(_whatsApp!.Url).Port;

    /// <summary>The Chatwoot double.</summary>
    public FakeChatwootApi Chatwoot => _chatwoot!.Fake;

    /// <summary>Where the double listens.</summary>
    public Uri ChatwootUrl => _chatwoot!.BaseUrl;

    /// <summary>The gateway's process.</summary>
    public GatewayProcess Gateway => _gateway!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _whatsApp = await FakeWhatsAppProcess.StartAsync(cancellationToken: Token);
        _chatwoot = await FakeChatwootProcess.StartAsync(cancellationToken: Token);
        var settings = new Dictionary<string, string>
        {
            ["Ponte:RateLimit:PerMinute"] = "1000000",
            ["Ponte:RateLimit:InstanceCreatePerMinute"] = "1000000",
        };
        _gateway = await GatewayProcess.StartAsync(_whatsApp.Attach(new GatewayStart { DataFolder = _folder.File("data"), Settings = settings }), Token);
    }

    /// <summary>A number that no other test uses.</summary>
    public string NextNumber() => string.Create(CultureInfo.InvariantCulture, $"55119{Interlocked.Increment(ref _last):00000000}");

    /// <summary>A new instance and a phone of its own that is not linked yet.</summary>
    internal async Task<LinkedInstance> CreateAsync(object? phone = null)
    {
        var number = NextNumber();
        var instance = new LinkedInstance(WhatsApp, _chatwoot!, Gateway, "shop-" + number, number);
        await instance.CreateAsync(phone ?? new { name = "Shop" });
        return instance;
    }

    /// <summary>A new instance with its phone linked.</summary>
    internal async Task<LinkedInstance> LinkAsync()
    {
        var instance = await CreateAsync();
        await instance.LinkAsync();
        return instance;
    }

    /// <summary>A new instance with its phone linked and Chatwoot active.</summary>
    internal async Task<LinkedInstance> ActivateAsync(object? activation = null)
    {
        var instance = await LinkAsync();
        await instance.ActivateAsync(activation);
        return instance;
    }

    /// <summary>A customer's number, known to WhatsApp.</summary>
    internal async Task<string> AddCustomerAsync(object? more = null)
    {
        var number = NextNumber();
        await WhatsApp.AddPeerAsync(number, more, Token);
        return number;
    }

    public async ValueTask DisposeAsync()
    {
        await (_gateway?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_chatwoot?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_whatsApp?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }
}
