namespace Ponte.Gateway.Tests.Doctor;

/// <summary>The data folder of a server that has run and is stopped, with one instance.</summary>
public sealed class StoppedServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string DataFolder => _folder.File("data");

    public async ValueTask InitializeAsync()
    {
        await using var server = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = DataFolder }, TestContext.Current.CancellationToken);
        await server.Http.CreateSandboxAsync("shop", TestContext.Current.CancellationToken);
        await server.StopAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
