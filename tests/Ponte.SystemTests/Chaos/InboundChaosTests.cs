using System.Collections.Concurrent;
using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>Customers write while the gateway is killed and Chatwoot is away: everything arrives, once, in order per chat.</summary>
public sealed class InboundChaosTests(PostgresServer postgres, ITestOutputHelper output)
{
    private const int Chats = 50;
    private const int PerChat = 10;

    // Between two kills so many texts are written: the kills fall into the traffic, not behind it.
    private const int PerPhase = Chats * PerChat / 5;
    private static readonly TimeSpan Drain = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gateway_KilledFiveTimesWhileChatwootIsAway_DeliversEveryTextOnceAndInOrder(bool onPostgres)
    {
        output.WriteLine($"seed {ChaosSeed.Value}");
        await using var world = await BridgeWorld.StartAsync(onPostgres ? await postgres.CreateDatabaseAsync() : null);
        await world.Fake.SeedAsync(ChaosSeed.Value, Token);
        var accepted = new ConcurrentBag<string>();
        var random = new Random(ChaosSeed.Value);
        using var permits = new SemaphoreSlim(PerPhase);
        var writing = Task.WhenAll(Enumerable.Range(0, Chats).Select(chat => WriteAsync(world, chat, permits, accepted)));
        var killer = new Killer(world);
        int InPhase(int phase) => (phase * PerPhase) + random.Next(PerPhase / 4, PerPhase);
        await killer.RunAsync(
            [
                (InPhase(0), null),
                (InPhase(1), "chatwoot-answered:7"),
                (InPhase(2), "enqueued:3"),
                (InPhase(3), "chatwoot-answered:1"),
                (InPhase(4), null),
            ],
            () => accepted.Count,
            kill => kill switch
            {
                1 => world.Fake.ArmAsync(new FakeFault("status", Path: "^/api/", Status: 503, Id: "outage"), Token),
                2 => world.Fake.DisarmAsync("outage", Token),
                _ => Task.CompletedTask,
            },
            _ => permits.Release(PerPhase));
        await writing;
        killer.Log.ForEach(output.WriteLine);

        var arrived = await world.CustomerMessagesAsync(Chats * PerChat, Drain);
        AssertOnceAndInOrder(arrived);
        await AssertQuietAsync(world, arrived.Count);
    }

    // One customer: the next text only after the gateway took the one before, the same id until it does.
    private static async Task WriteAsync(BridgeWorld world, int chat, SemaphoreSlim permits, ConcurrentBag<string> accepted)
    {
        for (var number = 1; number <= PerChat; number++)
        {
            await permits.WaitAsync(Token);
            var id = string.Create(CultureInfo.InvariantCulture, $"CHAOS-{chat}-{number}");
            var from = string.Create(CultureInfo.InvariantCulture, $"55119000{chat:00000}");
            await Eventually.GetAsync(
                () => world.CustomerWritesAsync(from, id, id: id),
                taken => taken == id,
                TimeSpan.FromMinutes(3));
            accepted.Add(id);
        }
    }

    private void AssertOnceAndInOrder(List<FakeMessage> arrived)
    {
        var texts = arrived.Select(message => message.Content!).ToList();
        var expected = Enumerable.Range(0, Chats).SelectMany(chat => Enumerable.Range(1, PerChat).Select(number => $"CHAOS-{chat}-{number}")).ToHashSet();
        var doubled = texts.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        var lost = expected.Except(texts).ToList();
        var reordered = arrived
            .GroupBy(message => message.ContactIdentifier)
            .Where(chat => !chat.OrderBy(message => message.Id).Select(NumberOf).SequenceEqual(Enumerable.Range(1, PerChat)))
            .Select(chat => chat.Key)
            .ToList();
        output.WriteLine($"lost {lost.Count}, doubled {doubled.Count}, reordered chats {reordered.Count}");
        Assert.Empty(lost);
        Assert.Empty(doubled);
        Assert.Empty(reordered);
        Assert.Equal(Chats, arrived.Select(message => message.ConversationId).Distinct().Count());
    }

    private static int NumberOf(FakeMessage message) => int.Parse(message.Content!.Split('-')[2], CultureInfo.InvariantCulture);

    // Whatever waits has had its chance once everything the tables hold is done: a double would have come by now.
    private static async Task AssertQuietAsync(BridgeWorld world, int count)
    {
        var inbox = Assert.Single(await world.Fake.InboxesAsync(Token));
        await world.Gateway.StopAsync();
        var after = await world.Fake.MessagesAsync(inbox.Id, cancellationToken: Token);
        Assert.Equal(count, after.Count(message => message.MessageType == "incoming"));
    }
}
