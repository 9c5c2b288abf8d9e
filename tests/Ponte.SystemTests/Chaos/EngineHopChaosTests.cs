using System.Globalization;
using Ponte.SystemTests.WhatsApp;

namespace Ponte.SystemTests.Chaos;

/// <summary>The engine is killed (SIGKILL) at every step of both message paths, each time in the middle of traffic that reaches the step.</summary>
[Trait("scenario", "engine-hops")]
public sealed class EngineHopChaosTests
{
    private const int Customers = 5;
    private static readonly TimeSpan HitLimit = TimeSpan.FromSeconds(60);

    private static readonly string[] Hops =
    [
        "stanza-received", "decrypted", "journaled", "handed-over", "acknowledged-by-gateway",
        "send-stored", "send-relayed", "send-acknowledged",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Engine_KilledAtEveryHop_EveryLineOnceAndInOrder()
    {
        using var folder = new TemporaryFolder();
        var armed = folder.File("fault");
        await using var world = await LinkedWorld.StartAsync(environment: new Dictionary<string, string?>
        {
            ["NODE_OPTIONS"] = $"--import={Path.Combine(RepositoryRoot.Path, "tests", "fakes", "engine-fault.mjs")}",
            ["ENGINE_FAULT_FILE"] = armed,
        });
        await world.Chatwoot.SeedAsync(ChaosSettings.Seed, Token);
        var random = new Random(ChaosSettings.Seed);
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Customers).ToList();
        foreach (var chat in chats)
        {
            await world.Shop.AddCustomerAsync(Exchange.NumberOf(chat));
        }

        await exchange.OpenAsync(chats);
        var kills = Enumerable.Range(0, ChaosSettings.Times(1, atMost: 2)).SelectMany(_ => Hops).ToList();
        foreach (var hop in kills)
        {
            await File.WriteAllTextAsync(armed, string.Create(CultureInfo.InvariantCulture, $"{hop}:{random.Next(1, 4)}"), Token);
            await Task.WhenAll(exchange.CustomersAsync(chats, 3), exchange.AgentsAsync(chats, 3));
            await Eventually.HoldsAsync(() => !File.Exists(armed), HitLimit);
        }

        await exchange.DrainBegins();
        var result = await exchange.SettleAsync();
        ChaosReport.Write("engine-hops", result, $"kill -9 of the engine at {kills.Count} points of {Hops.Length} kinds");
    }
}
