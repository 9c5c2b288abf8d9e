namespace Ponte.Gateway.Tests.Baileys;

/// <summary>The engine's process follows the gateway's: it is there while an instance needs it, and never longer.</summary>
public sealed class EngineLifeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FakeWhatsAppProcess? _whatsApp;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _whatsApp = await FakeWhatsAppProcess.StartAsync(cancellationToken: Token);

    public async ValueTask DisposeAsync()
    {
        await _whatsApp!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Gateway_Killed_LeavesNoEngine()
    {
        await using var gateway = await StartAsync();
        var engine = await EngineAsync(gateway);

        await gateway.KillAsync();

        await Eventually.HoldsAsync(() => !EngineProcesses.IsRunning(engine));
    }

    [Fact]
    public async Task Gateway_Stopped_LetsTheEngineEndInOrder()
    {
        await using var gateway = await StartAsync();
        var engine = await EngineAsync(gateway);

        Assert.Equal(0, await gateway.StopAsync());

        Assert.False(EngineProcesses.IsRunning(engine));
        Assert.DoesNotContain("killed", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Engine process", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instance_Deleted_EndsTheEngineAndRemovesTheSession()
    {
        await using var gateway = await StartAsync();
        var engine = await EngineAsync(gateway);
        await Eventually.HoldsAsync(() => Directory.GetDirectories(_folder.File("sessions")).Length == 1);

        Assert.Equal(200, (await Answer.SendAsync(gateway.Http, HttpMethod.Delete, "/api/instance/delete/support")).Status);

        await Eventually.HoldsAsync(() => !EngineProcesses.IsRunning(engine));
        Assert.Empty(Directory.GetDirectories(_folder.File("sessions")));
    }

    // An instance has a session, and so an engine, from the first time on that somebody asked to link its phone.
    private async Task<GatewayProcess> StartAsync()
    {
        var gateway = await GatewayProcess.StartAsync(_whatsApp!.Attach(new GatewayStart { DataFolder = _folder.Path }), Token);
        await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", """{"name":"support"}""");
        Assert.Equal(200, (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/api/instance/connect/support")).Status);
        return gateway;
    }

    private static async Task<int> EngineAsync(GatewayProcess gateway) =>
        (await Eventually.GetAsync(() => Task.FromResult(EngineProcesses.Of(gateway.ProcessId)), ids => ids.Count == 1))[0];
}
