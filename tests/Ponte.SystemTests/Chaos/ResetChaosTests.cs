using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>Requests are cut at random: before Chatwoot acts, after it has acted, or so that it acts later.</summary>
[Trait("scenario", "resets")]
public sealed class ResetChaosTests
{
    private const int Chats = 20;
    private const string Api = "^/api/v1/";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chatwoot_CutsAndLosesAnswersAtRandom_EveryLineOnceAndInOrder()
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        var exchange = Exchange.Of(world);
        await exchange.OpenAsync([.. Enumerable.Range(0, Chats / 2)]);

        FakeFault[] faults =
        [
            new("reset", Path: Api, Probability: 0.08, Id: "reset"),
            new("lose_answer", Path: Api, Probability: 0.05, Id: "lost"),
            new("store_later", "POST", Api, Milliseconds: 3000, Probability: 0.02, Id: "later"),
            new("latency", Path: Api, Milliseconds: 1500, Probability: 0.03, Id: "slow"),
            new("status", Path: Api, Status: 500, Probability: 0.02, Id: "broken"),
        ];
        foreach (var fault in faults)
        {
            await world.Fake.ArmAsync(fault, Token);
        }

        await Task.WhenAll(
            exchange.CustomersAsync(Enumerable.Range(0, Chats), ChaosSettings.Times(4, atMost: 20)),
            exchange.AgentsAsync(Enumerable.Range(0, Chats / 2), ChaosSettings.Times(4, atMost: 20)));
        var hits = await Eventually.GetAsync(
            () => world.Fake.FaultsAsync(Token), all => all.Sum(fault => fault.Hits) >= ChaosSettings.Times(30, atMost: 150), ChaosSettings.Patience, all => $"{all.Sum(fault => fault.Hits)} hits");
        foreach (var fault in faults)
        {
            await world.Fake.DisarmAsync(fault.Id!, Token);
        }

        await exchange.DrainBegins();
        var result = await exchange.SettleAsync();
        ChaosReport.Write("resets", result, string.Join(", ", hits.Select(fault => $"{fault.Hits} {fault.Rule.Kind}")));
    }
}
