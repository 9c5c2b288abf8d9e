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
    public async Task Start_ClockIsSetWhileTheSiloJoins_IsNoReasonToEvictItself()
    {
        // Orleans compares its start time, by the system's clock, with the time that the process is told.
        var start = Start with
        {
            Environment = new Dictionary<string, string?> { ["PONTE_CLOCK_AHEAD_DAYS"] = "40", ["Logging__LogLevel__Default"] = "Debug", ["Logging__LogLevel__Orleans"] = "Debug" },
        };

        await using var gateway = await GatewayProcess.StartAsync(start, Token);
        await Eventually.HoldsAsync(() => gateway.Output.Contains("my Status in the membership table to Active", StringComparison.Ordinal));

        Assert.DoesNotContain("Stale silo", gateway.Output, StringComparison.Ordinal);
        Assert.True(gateway.IsRunning);
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
