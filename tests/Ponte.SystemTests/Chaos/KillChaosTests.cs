using Ponte.SystemTests.WhatsApp;

namespace Ponte.SystemTests.Chaos;

/// <summary>Kills the engine, the gateway and both at random moments of an exchange with the real engine.</summary>
[Trait("scenario", "kills")]
public sealed class KillChaosTests(PostgresServer postgres)
{
    private const int Customers = 5;
    private const int PerPhase = 7;

    // Each has one round in an ordinary run, with other victims and moments.
    private const int Databases = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public enum Victim
    {
        Engine,
        Gateway,
        Both,
    }

    [Theory]
    [InlineData(1, "SQLite")]
    [InlineData(2, "PostgreSQL")]
    public async Task Exchange_Killed_EveryLineOnceAndInOrder(int first, string database)
    {
        for (var round = first; round <= ChaosSettings.Times(Databases, atMost: 5); round += Databases)
        {
            await RunAsync(round, database);
        }
    }

    private async Task RunAsync(int round, string database)
    {
        var random = new Random(ChaosSettings.Seed + round);
        await using var world = await LinkedWorld.StartAsync(database == "PostgreSQL" ? await postgres.CreateDatabaseAsync() : null);
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Customers).ToList();
        foreach (var chat in chats)
        {
            await world.Shop.AddCustomerAsync(Exchange.NumberOf(chat));
        }

        await exchange.OpenAsync(chats);
        var victims = Enum.GetValues<Victim>();
        random.Shuffle(victims);
        foreach (var victim in victims)
        {
            var at = exchange.Written + random.Next(2 * Customers * PerPhase);
            var traffic = WriteAsync(exchange, chats);
            await Eventually.HoldsAsync(() => exchange.Written >= at, ChaosSettings.Patience);
            await KillAsync(world, victim);
            await traffic;
        }

        await WriteAsync(exchange, chats);
        await exchange.DrainBegins();
        var result = await exchange.SettleAsync();
        await AssertReceiptsAsync(world);
        ChaosReport.Write($"kills ({database}, {round})", result, $"kill -9 of {string.Join(", ", victims.Select(victim => victim.ToString().ToLowerInvariant()))} at random moments");
    }

    private static Task WriteAsync(Exchange exchange, IReadOnlyList<int> chats)
    {
        var lines = ChaosSettings.Times(PerPhase, atMost: 30);
        return Task.WhenAll(exchange.CustomersAsync(chats, lines), exchange.AgentsAsync(chats, lines));
    }

    private static async Task KillAsync(LinkedWorld world, Victim victim)
    {
        if (victim is Victim.Engine or Victim.Both)
        {
            await world.KillEnginesAsync();
        }

        if (victim is Victim.Gateway or Victim.Both)
        {
            await world.Gateway.RestartAsync(cancellationToken: Token);
        }
    }

    // WhatsApp was told "received" of each message that arrived, and of no other.
    private static async Task AssertReceiptsAsync(LinkedWorld world)
    {
        var arrived = (await world.Chatwoot.MessagesAsync(world.Shop.InboxId, cancellationToken: Token)).Where(message => message.MessageType == "incoming").ToList();
        var receipts = await Eventually.GetAsync(
            () => world.WhatsApp.ReceiptsAsync(LinkedWorld.Number, Token),
            all => arrived.All(message => all.Any(receipt => receipt.Id == message.SourceId)),
            describe: all => $"{all.Count} receipts");
        Assert.All(receipts.Where(receipt => receipt.Type is "" or "inactive"), receipt => Assert.Contains(arrived, message => message.SourceId == receipt.Id));
    }
}
