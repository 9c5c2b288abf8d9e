using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>Chatwoot refuses for a while because it is asked too much, and never takes more than 200 messages a minute in one conversation.</summary>
[Trait("scenario", "throttled")]
public sealed class ThrottleChaosTests
{
    private const int Chats = 30;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chatwoot_AnswersStormsOf429_EveryLineOnceAndInOrder()
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        var exchange = Exchange.Of(world);
        await exchange.OpenAsync([.. Enumerable.Range(0, Chats / 2)]);
        var refused = 0;
        for (var storm = 0; storm < 3; storm++)
        {
            await world.Fake.ArmAsync(new FakeFault("status", Path: "^/api/v1/", Status: 429, Body: "Retry later\n", Probability: 0.7, Id: "storm"), Token);
            await Task.WhenAll(
                exchange.CustomersAsync(Enumerable.Range(0, Chats), ChaosSettings.Times(3)),
                exchange.AgentsAsync(Enumerable.Range(0, Chats / 2), ChaosSettings.Times(2)));
            refused += (await world.Fake.FaultsAsync(Token)).Single().Hits;
            await world.Fake.DisarmAsync("storm", Token);
        }

        await exchange.DrainBegins();
        ChaosReport.Write("throttled (429 storms)", await exchange.SettleAsync(), $"{refused} requests answered 429 in 3 storms");
    }

    [Fact]
    public async Task Chat_WithMoreThanAMinuteMayHold_IsDrainedWithoutARefusal()
    {
        await using var world = await BridgeWorld.StartAsync();
        var exchange = Exchange.Of(world);
        await exchange.OpenAsync(0);
        await exchange.CustomersAsync([0], ChaosSettings.Times(250, atMost: 1000));

        await exchange.DrainBegins();
        var result = await exchange.SettleAsync();
        var refused = (await world.Fake.RequestsAsync(Token)).Count(request => request.Status == 422);
        Assert.Equal(0, refused);
        ChaosReport.Write("throttled (one chat)", result, "200 messages a minute in one conversation; none was refused");
    }
}
