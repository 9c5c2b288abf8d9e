using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>The gateway is killed (SIGKILL) at every hop of both message paths, each time in the middle of traffic that reaches the hop.</summary>
internal static class HopScenario
{
    private const int Open = 6;
    private const int FreshPerHop = 3;
    private static readonly TimeSpan HitLimit = TimeSpan.FromSeconds(60);

    // Chatwoot takes 200 messages a minute in one conversation.
    private static readonly TimeSpan Unhurried = TimeSpan.FromSeconds(1);

    /// <summary>From WhatsApp to the row, in the order of the design.</summary>
    public static readonly IReadOnlyList<string> Arrival = ["events-taken", "enqueuing", "enqueued", "events-stored", "events-acknowledged", "row-taken", "conversation-created"];

    /// <summary>From the row to Chatwoot, and from the agent to WhatsApp.</summary>
    public static readonly IReadOnlyList<string> Departure =
        ["chatwoot-answered", "completing", "completed", "agent-message-heard", "agent-messages-ordered", "catch-up-read", "sending", "whatsapp-acknowledged"];

    /// <summary>Where it matters what a database had committed: before and after.</summary>
    public static readonly IReadOnlyList<string> OfTheDatabase = ["enqueuing", "enqueued", "completing", "completed"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs it.</summary>
    /// <param name="name">Which hops and database, for the report.</param>
    /// <param name="hops">The fault points.</param>
    /// <param name="connectionString">Of PostgreSQL; null for SQLite.</param>
    public static async Task RunAsync(string name, IReadOnlyList<string> hops, string? connectionString)
    {
        await using var world = await BridgeWorld.StartAsync(connectionString);
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        var random = new Random(ChaosSettings.Seed);
        var exchange = Exchange.Of(world);
        var open = Enumerable.Range(0, Open).ToList();
        await exchange.OpenAsync(open);

        // Traffic goes on across the kills: each hop gets lines of its own behind those that wait for the server to come back.
        var kills = Enumerable.Range(0, ChaosSettings.Times(1, atMost: 3)).SelectMany(_ => hops).ToList();
        var traffic = Task.CompletedTask;
        for (var kill = 0; kill < kills.Count; kill++)
        {
            await StartAsync(world, string.Create(CultureInfo.InvariantCulture, $"{kills[kill]}:{random.Next(1, 4)}"));
            traffic = GoOnAsync(exchange, traffic, open, Enumerable.Range(1000 + (kill * FreshPerHop), FreshPerHop));
            traffic = await UntilKilledAsync(world, exchange, traffic, open, more: 100_000 + (kill * 1000));
        }

        await StartAsync(world, null);
        await traffic;
        await exchange.DrainBegins();
        ChaosReport.Write($"hops ({name})", await exchange.SettleAsync(), $"kill -9 of the gateway at {kills.Count} points of {hops.Count} kinds");
    }

    /// <summary>
    /// Starts the gateway anew, armed with a fault point; null: with none. Traffic that waits may reach the point before the server is seen to serve: then it has
    /// been killed there, only earlier.
    /// </summary>
    public static async Task StartAsync(BridgeWorld world, string? point)
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

    // How often a point is passed is not up to the traffic alone: acknowledgements, for one, are given in groups.
    private static async Task<Task> UntilKilledAsync(BridgeWorld world, Exchange exchange, Task traffic, IReadOnlyList<int> open, int more)
    {
        var killed = world.Gateway.Exited.WaitAsync(HitLimit, Token);
        for (; await Task.WhenAny(killed, traffic) != killed; more++)
        {
            await traffic;
            traffic = Task.WhenAll(exchange.CustomersAsync([more, .. open], 1, Unhurried), exchange.AgentsAsync(open, 1, Unhurried));
        }

        await killed;
        return traffic;
    }

    private static async Task GoOnAsync(Exchange exchange, Task before, IReadOnlyList<int> open, IEnumerable<int> fresh)
    {
        await before;
        await Task.WhenAll(exchange.CustomersAsync([.. fresh, .. open], 3), exchange.AgentsAsync(open, 3));
    }
}
