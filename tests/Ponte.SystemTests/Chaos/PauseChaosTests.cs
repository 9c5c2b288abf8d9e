using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>The gateway's process stands still (SIGSTOP) under load, as on a host that swaps or migrates, and goes on.</summary>
[Trait("scenario", "paused")]
public sealed class PauseChaosTests
{
    private const int Chats = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_StoppedUnderLoadAndContinued_EveryLineOnceAndInOrder()
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Chats).ToList();
        await exchange.OpenAsync(chats);
        var pause = ChaosSettings.Seconds(15, 60);

        var before = exchange.Written;
        var traffic = Task.WhenAll(
            exchange.CustomersAsync(chats, ChaosSettings.Times(10), TimeSpan.FromMilliseconds(20)),
            exchange.AgentsAsync(chats, ChaosSettings.Times(10), TimeSpan.FromMilliseconds(20)));
        await Eventually.HoldsAsync(() => exchange.Written >= before + Chats);
        ProcessGuard.Signal(world.Gateway.ProcessId, ProcessGuard.Stop);

        // The scenario is this time: there is nothing to wait for in a process that stands still.
        await Task.Delay(pause, Token);
        ProcessGuard.Signal(world.Gateway.ProcessId, ProcessGuard.Continue);
        await exchange.DrainBegins();
        await traffic;
        ChaosReport.Write("paused", await exchange.SettleAsync(), $"SIGSTOP for {pause.TotalSeconds:0} s under load");
    }
}
