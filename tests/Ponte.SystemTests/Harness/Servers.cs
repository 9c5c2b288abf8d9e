using System.Globalization;

namespace Ponte.SystemTests.Harness;

/// <summary>
/// A Chatwoot double and a gateway that the tests of a class share. Each test takes an instance of its own, with an inbox of its own, and numbers
/// that no other test uses. The gateway on PostgreSQL starts when a test first asks for it.
/// </summary>
public sealed class Servers(PostgresServer postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly Dictionary<bool, GatewayProcess> _gateways = [];
    private FakeChatwootProcess? _chatwoot;
    private int _last;

    /// <summary>The double's process.</summary>
    public FakeChatwootProcess Chatwoot => _chatwoot!;

    /// <summary>The double from inside.</summary>
    public FakeChatwootApi Fake => Chatwoot.Fake;

    /// <summary>The connection string of the gateway on PostgreSQL, once that one was asked for.</summary>
    public string PostgresDatabase { get; private set; } = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _chatwoot = await FakeChatwootProcess.StartAsync(cancellationToken: Token);

    /// <summary>The gateway on one of the two databases.</summary>
    public async Task<GatewayProcess> GatewayAsync(bool onPostgres = false)
    {
        await _starting.WaitAsync(Token);
        try
        {
            return _gateways.TryGetValue(onPostgres, out var gateway) ? gateway : _gateways[onPostgres] = await StartAsync(onPostgres);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Adds an account beside the running gateway on SQLite and returns its token.</summary>
    internal async Task<string> CreateAccountAsync(string name)
    {
        await GatewayAsync();
        var (code, output) = await GatewayProcess.RunAsync(new GatewayStart { DataFolder = _folder.File("sqlite"), Arguments = ["account", "create", "--name", name] });
        return code == 0 ? output.TrimEnd().Split('\n')[^1].Trim() : throw new InvalidOperationException(output);
    }

    /// <summary>A new instance with a simulated phone, and without Chatwoot.</summary>
    internal async Task<BridgedInstance> CreateAsync(bool onPostgres = false)
    {
        var gateway = await GatewayAsync(onPostgres);
        var name = string.Create(CultureInfo.InvariantCulture, $"shop-{Interlocked.Increment(ref _last)}");
        await gateway.Http.CreateSandboxAsync(name, Token);
        return new BridgedInstance(Chatwoot, gateway, name);
    }

    /// <summary>A new instance with Chatwoot active on it.</summary>
    /// <param name="activation">More fields of the activation, by their documented names.</param>
    /// <param name="onPostgres">Which gateway.</param>
    internal async Task<BridgedInstance> ActivateAsync(object? activation = null, bool onPostgres = false)
    {
        var instance = await CreateAsync(onPostgres);
        await instance.ActivateAsync(activation);
        return instance;
    }

    /// <summary>A customer's number that no other test uses.</summary>
    public string NextNumber() => string.Create(CultureInfo.InvariantCulture, $"55119{Interlocked.Increment(ref _last):00000000}");

    /// <summary>A group that no other test uses.</summary>
    public string NextGroup() => string.Create(CultureInfo.InvariantCulture, $"1203630000{Interlocked.Increment(ref _last):00000000}@g.us");

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways.Values)
        {
            await gateway.DisposeAsync();
        }

        await (_chatwoot?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
        _starting.Dispose();
    }

    private async Task<GatewayProcess> StartAsync(bool onPostgres)
    {
        var settings = new Dictionary<string, string>
        {
            ["Ponte:RateLimit:PerMinute"] = "1000000",
            ["Ponte:RateLimit:InstanceCreatePerMinute"] = "1000000",
        };
        if (onPostgres)
        {
            settings["Ponte:Database"] = PostgresDatabase = await postgres.CreateDatabaseAsync();
        }

        return await GatewayProcess.StartAsync(new GatewayStart { DataFolder = _folder.File(onPostgres ? "postgres" : "sqlite"), Settings = settings }, Token);
    }
}
