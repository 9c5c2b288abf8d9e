namespace Ponte.SystemTests.Harness;

public sealed class GatewayProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private GatewayStart Start => new() { DataFolder = _folder.File("data"), Report = TestContext.Current.TestOutputHelper!.WriteLine };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restart_AfterAKill_ServesTheSameData()
    {
        await using var gateway = await GatewayProcess.StartAsync(Start, Token);
        await gateway.Http.CreateSandboxAsync("shop", Token);
        await gateway.KillAsync();
        Assert.Equal(137, await gateway.Exited);

        await gateway.RestartAsync(cancellationToken: Token);

        Assert.Empty(await gateway.Http.SentAsync("shop", Token));
    }

    [Fact]
    public async Task Stop_RunningGateway_ExitsWithZero()
    {
        await using var gateway = await GatewayProcess.StartAsync(Start, Token);

        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task Run_WrongSetting_ExitsWithOneClearSentence()
    {
        var start = Start with { Settings = new Dictionary<string, string> { ["Ponte:RateLimit:PerMinute"] = "many" } };

        var (code, output) = await GatewayProcess.RunAsync(start);

        Assert.NotEqual(0, code);
        Assert.Contains("Ponte:RateLimit:PerMinute", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
