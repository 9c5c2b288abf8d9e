using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>The gateway is killed (SIGKILL) at every hop of both message paths, each time in the middle of traffic that reaches the hop.</summary>
[Trait("scenario", "hops")]
public sealed class HopChaosTests(PostgresServer postgres)
{
    private const int Open = 6;
    private const int FreshPerHop = 3;
    private static readonly TimeSpan HitLimit = TimeSpan.FromSeconds(60);

    // In the order of the hops in the design, first inbound, then outbound; the number is the passage at which it dies.
    private static readonly string[] Hops =
    [
        "events-taken", "enqueuing", "enqueued", "events-stored", "events-acknowledged", "row-taken", "conversation-created", "chatwoot-answered", "completing", "completed",
        "agent-message-heard", "agent-messages-ordered", "catch-up-read", "sending", "whatsapp-acknowledged",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Gateway_KilledAtEveryHop_EveryLineOnceAndInOrder(string database)
    {
        await using var world = await BridgeWorld.StartAsync(database == "PostgreSQL" ? await postgres.CreateDatabaseAsync() : null);
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        var random = new Random(ChaosSettings.Seed);
        var exchange = Exchange.Of(world);
        var open = Enumerable.Range(0, Open).ToList();
        await exchange.OpenAsync(open);

        var kills = Enumerable.Range(0, Math.Max(1, ChaosSettings.Times(1))).SelectMany(_ => Hops).ToList();
        for (var kill = 0; kill < kills.Count; kill++)
        {
            var point = string.Create(CultureInfo.InvariantCulture, $"{kills[kill]}:{random.Next(1, 4)}");
            await ArmAsync(world, point);
            var fresh = Enumerable.Range(1000 + (kill * FreshPerHop), FreshPerHop);
            var traffic = Task.WhenAll(
                exchange.CustomersAsync([.. fresh, .. open], 3),
                exchange.AgentsAsync(open, 3));
            await world.Gateway.Exited.WaitAsync(HitLimit, Token);
            await ArmAsync(world, null);
            await traffic;
        }

        await exchange.DrainBegins();
        var result = await exchange.SettleAsync();
        ChaosReport.Write($"hops ({database})", result, $"kill -9 of the gateway at {kills.Count} points of {Hops.Length} kinds");
    }

    // Traffic that waits may reach the point before the server is seen to serve: then it has been killed there, only earlier.
    private static async Task ArmAsync(BridgeWorld world, string? point)
    {
        try
        {
            await world.Gateway.RestartAsync(start => start with { Environment = new Dictionary<string, string?> { ["PONTE_FAULT_POINT"] = point } }, Token);
        }
        catch (Exception e) when (point is not null && e is HttpRequestException or InvalidOperationException)
        {
            await world.Gateway.Exited.WaitAsync(HitLimit, Token);
        }
    }
}
