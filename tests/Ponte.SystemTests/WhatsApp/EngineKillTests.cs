using System.Globalization;
using Ponte.SystemTests.Chaos;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>
/// Kills the engine, the gateway and both at random points of an exchange with the real engine. Whatever is killed, each message is on the
/// other side once, in order per chat.
/// </summary>
public sealed class EngineKillTests(PostgresServer postgres, ITestOutputHelper output)
{
    private const int Customers = 5;
    private const int PerCustomer = 30;
    private const int EachWay = Customers * PerCustomer;

    // Three kills part the exchange into four phases.
    private const int PerPhase = 2 * EachWay / 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public enum Victim
    {
        Engine,
        Gateway,
        Both,
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task Exchange_Killed_EveryMessageOnceAndInOrder(int round, bool onPostgres)
    {
        var random = new Random(ChaosSettings.Seed + round);
        output.WriteLine($"seed {ChaosSettings.Seed} + {round}");
        await using var world = await LinkedWorld.StartAsync(onPostgres ? await postgres.CreateDatabaseAsync() : null);
        var conversations = await OpenChatsAsync(world);
        using var traffic = new Traffic();
        var writing = Task.WhenAll(Enumerable.Range(0, Customers).SelectMany(customer => new[]
        {
            WriteAsync(world, customer, traffic),
            ReplyAsync(world, customer, conversations[customer], traffic),
        }));
        foreach (var victim in Shuffled(random))
        {
            await traffic.GoOnAsync(PerPhase, random.Next(PerPhase));
            output.WriteLine($"{victim} killed after {traffic.Written} of {2 * EachWay} were written");
            await KillAsync(world, victim);
        }

        await traffic.GoOnAsync(PerPhase, PerPhase);
        await writing;
        await AssertInboundAsync(world);
        await AssertOutboundAsync(world);
    }

    private static string Number(int customer) => string.Create(CultureInfo.InvariantCulture, $"55119000001{customer:00}");

    private static Victim[] Shuffled(Random random)
    {
        var victims = Enum.GetValues<Victim>();
        random.Shuffle(victims);
        return victims;
    }

    private static async Task<int[]> OpenChatsAsync(LinkedWorld world)
    {
        for (var customer = 0; customer < Customers; customer++)
        {
            await world.Shop.AddCustomerAsync(Number(customer));
            await world.Shop.CustomerWritesAsync(Number(customer), "IN-0");
        }

        var hellos = await world.Shop.IncomingAsync(Customers);
        return [.. hellos.OrderBy(message => message.ContactPhoneNumber, StringComparer.Ordinal).Select(message => message.ConversationId)];
    }

    private static async Task WriteAsync(LinkedWorld world, int customer, Traffic traffic)
    {
        for (var number = 1; number <= PerCustomer; number++)
        {
            await traffic.TurnAsync();
            await world.Shop.CustomerWritesAsync(Number(customer), $"IN-{number}");
            traffic.Add();
        }
    }

    private static async Task ReplyAsync(LinkedWorld world, int customer, int conversation, Traffic traffic)
    {
        for (var number = 1; number <= PerCustomer; number++)
        {
            await traffic.TurnAsync();
            await world.Shop.ReplyAsync(conversation, $"OUT-{number}");
            traffic.Add();
        }
    }

    private static async Task KillAsync(LinkedWorld world, Victim victim)
    {
        if (victim == Victim.Engine)
        {
            await world.KillEnginesAsync();
            return;
        }

        if (victim == Victim.Both)
        {
            await world.KillEnginesAsync();
        }

        await world.Gateway.RestartAsync(cancellationToken: Token);
    }

    private async Task AssertInboundAsync(LinkedWorld world)
    {
        var arrived = await world.Shop.IncomingAsync(Customers + EachWay, Patience);
        output.WriteLine($"in: {arrived.Count} arrived");
        Assert.Equal(Customers + EachWay, arrived.Count);
        Assert.All(
            arrived.GroupBy(message => message.ContactPhoneNumber),
            chat => Assert.Equal(Enumerable.Range(0, PerCustomer + 1).Select(number => $"IN-{number}"), chat.Select(message => message.Content)));
        Assert.Equal(Customers, arrived.Select(message => message.ConversationId).Distinct().Count());
        var receipts = await Eventually.GetAsync(
            () => world.WhatsApp.ReceiptsAsync(LinkedWorld.Number, Token),
            all => arrived.All(message => all.Any(receipt => receipt.Id == message.SourceId)),
            describe: all => $"{all.Count} receipts");
        Assert.All(receipts.Where(receipt => receipt.Type is "" or "inactive"), receipt => Assert.Contains(arrived, message => message.SourceId == receipt.Id));
    }

    private async Task AssertOutboundAsync(LinkedWorld world)
    {
        var repeats = 0;
        for (var customer = 0; customer < Customers; customer++)
        {
            var received = await world.Shop.CustomerHasAsync(Number(customer), PerCustomer, Patience);
            Assert.Equal(Enumerable.Range(1, PerCustomer).Select(number => $"OUT-{number}"), received.Select(message => message.Text));
            repeats += received.Sum(message => message.Repeats);
        }

        output.WriteLine($"out: {EachWay} arrived, {repeats} repeated under the same id, which phones do not show");
    }

    // Lets the writers of an exchange go on phase by phase: what a kill meets is written while it happens, not long before.
    private sealed class Traffic : IDisposable
    {
        private readonly SemaphoreSlim _turns = new(0);
        private int _written;
        private int _allowed;

        public int Written => Volatile.Read(ref _written);

        public Task TurnAsync() => _turns.WaitAsync(Token);

        public void Add() => Interlocked.Increment(ref _written);

        // Allows so many more, and waits until some of them are written.
        public async Task GoOnAsync(int more, int waitFor)
        {
            var reached = _allowed + waitFor;
            _allowed += more;
            _turns.Release(more);
            await Eventually.HoldsAsync(() => Written >= reached, Patience);
        }

        public void Dispose() => _turns.Dispose();
    }
}
