using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>The realtime connection is cut every few seconds, sometimes never confirmed, sometimes deaf, while agents reply.</summary>
[Trait("scenario", "cable")]
public sealed class CableChaosTests
{
    private const int Chats = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cable_DroppedMutedAndDeaf_EveryReplyOnceAndInOrder()
    {
        await using var world = await BridgeWorld.StartAsync(settings: new Dictionary<string, string> { ["Ponte:Chatwoot:CatchUpSeconds"] = "10" });
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        var random = new Random(ChaosSettings.Seed);
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Chats).ToList();
        await exchange.OpenAsync(chats);

        var rounds = ChaosSettings.Times(6, atMost: 25);
        for (var round = 0; round < rounds; round++)
        {
            var trouble = new[] { "drop", "mute_confirmations", "mute_events", "refuse" }[random.Next(4)];
            await world.Fake.CableAsync(trouble, Token);
            await (trouble == "mute_confirmations" ? world.Fake.CableAsync("drop", Token) : Task.CompletedTask);
            await Task.WhenAll(exchange.AgentsAsync(chats, 5, TimeSpan.FromMilliseconds(random.Next(50, 400))), exchange.CustomersAsync(chats, 1));
            foreach (var end in new[] { "unmute_confirmations", "unmute_events", "accept" })
            {
                await world.Fake.CableAsync(end, Token);
            }

            await exchange.AgentsAsync(chats, 1);
            await world.Fake.CableAsync("drop", Token);
        }

        await exchange.DrainBegins();
        ChaosReport.Write("cable", await exchange.SettleAsync(), $"cut, unconfirmed or deaf {2 * rounds} times");
    }
}
