using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Ponte.FakeChatwoot;

/// <summary>A Chatwoot double listening on loopback; it behaves as the recorded versions do.</summary>
public sealed class FakeChatwootServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeChatwootServer(WebApplication app, FakeChatwootControl control, string baseUrl)
    {
        _app = app;
        Control = control;
        BaseUrl = new Uri(baseUrl);
    }

    /// <summary>Address of the double, for example <c>http://127.0.0.1:40001/</c>.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Access token of the seeded administrator (<see cref="FakeChatwootSeed"/> has the others).</summary>
    public string AdminToken => FakeChatwootSeed.AdminToken;

    /// <summary>The account to use.</summary>
    public int AccountId => FakeChatwootSeed.AccountId;

    /// <summary>Faults, switches and the state for assertions.</summary>
    public FakeChatwootControl Control { get; }

    /// <summary>Starts a double on a free loopback port.</summary>
    /// <param name="version">"4.15.1" or "4.3.0".</param>
    /// <param name="settings">Switches at the start; a reset returns to them.</param>
    /// <param name="url">Address to listen on.</param>
    /// <exception cref="ArgumentException">The version is unknown.</exception>
    public static async Task<FakeChatwootServer> StartAsync(string version = "4.15.1", FakeSettings? settings = null, string url = "http://127.0.0.1:0")
    {
        var (app, control) = FakeChatwootApp.Build(["--urls", url, "--Logging:LogLevel:Default", "Warning"], version, settings ?? new FakeSettings());
        await app.StartAsync();
        return new FakeChatwootServer(app, control, Address(app));
    }

    /// <summary>Stops as a Chatwoot that is terminated: sockets end without a close frame.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    internal static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
}
