using System.Globalization;

namespace Ponte.Gateway.Tests;

/// <summary>One real gateway on SQLite for all tests that only talk to it; limits out of the way. Tests use instance names of their own.</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private GatewayProcess? _process;
    private int _names;

    public HttpClient Http => _process!.Http;

    public Uri BaseUrl => _process!.BaseUrl;

    public string DataFolder => _folder.Path;

    public async ValueTask InitializeAsync() => _process = await GatewayProcess.StartAsync(new GatewayStart
    {
        DataFolder = _folder.Path,
        Settings = new Dictionary<string, string>
        {
            ["Ponte:RateLimit:PerMinute"] = "100000",
            ["Ponte:RateLimit:InstanceCreatePerMinute"] = "100000",
            ["Ponte:Cors:Origins"] = "https://app.example.com, http://localhost:3000",
        },
    });

    /// <summary>A name no other test has.</summary>
    public string NewName() => string.Create(CultureInfo.InvariantCulture, $"instance-{Interlocked.Increment(ref _names)}");

    /// <summary>A client with another token, or none.</summary>
    public HttpClient Client(string? token)
    {
        var client = new HttpClient { BaseAddress = BaseUrl };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Add("token", token);
        }

        return client;
    }

    /// <summary>Adds an account beside the running server and returns its token.</summary>
    public async Task<string> CreateAccountAsync()
    {
        var (exitCode, output) = await GatewayProcess.RunAsync(new GatewayStart
        {
            DataFolder = _folder.Path,
            Arguments = ["account", "create", "--name", NewName()],
        });
        return exitCode == 0 ? output.TrimEnd().Split('\n')[^1].Trim() : throw new InvalidOperationException(output);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }
}
