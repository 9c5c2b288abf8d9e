using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>
/// Customers write under two names each, learned to be one in the middle of it, while the gateway is killed around the merges: everything arrives once,
/// in order, and one contact and one conversation in use are left of each.
/// </summary>
public sealed class IdentityChaosTests(PostgresServer postgres, ITestOutputHelper output)
{
    private const int People = 12;
    private const int PerPerson = 15;
    private const int PerPhase = People * PerPerson / 5;
    private static readonly TimeSpan Drain = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gateway_KilledAroundMerges_DeliversEveryTextOnceAndLeavesOneContactEach(bool onPostgres)
    {
        output.WriteLine($"seed {ChaosSeed.Value}");
        await using var world = await BridgeWorld.StartAsync(onPostgres ? await postgres.CreateDatabaseAsync() : null);
        await world.Fake.SeedAsync(ChaosSeed.Value, Token);
        var accepted = 0;
        using var permits = new SemaphoreSlim(PerPhase);
        var writing = Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            for (var number = 1; number <= PerPerson; number++)
            {
                await permits.WaitAsync(Token);
                await WriteAsync(world, person, number);
                Interlocked.Increment(ref accepted);
            }
        }));
        var killer = new Killer(world);
        await killer.RunAsync(
            [
                (PerPhase / 2, null),
                (PerPhase + 10, "merge-settled:1"),
                ((2 * PerPhase) + 10, "chat-merged:1"),
                ((3 * PerPhase) + 10, "contact-merged:1"),
                ((4 * PerPhase) + 10, null),
            ],
            () => Volatile.Read(ref accepted),
            _ => Task.CompletedTask,
            _ => permits.Release(PerPhase));
        await writing;
        killer.Log.ForEach(output.WriteLine);

        var arrived = await world.CustomerMessagesAsync(People * PerPerson, Drain);
        AssertOnceAndInOrder(arrived);
        await AssertOneContactEachAsync(world);
        await world.Gateway.StopAsync();
        Assert.Equal(People * PerPerson, (await world.CustomerMessagesAsync(People * PerPerson)).Count);
    }

    // The two names take turns; one message in the middle tells that they are one, and the last comes under both, as a redelivery does.
    private static async Task WriteAsync(BridgeWorld world, int person, int number)
    {
        var lid = string.Create(CultureInfo.InvariantCulture, $"1000000000{person:000}@lid");
        var phone = string.Create(CultureInfo.InvariantCulture, $"5531990000{person:000}");
        var id = $"CHAOS-{person}-{number}";
        var byLid = number % 2 == 0;
        var alias = number == LearnedAt(person) ? (byLid ? phone : lid) : null;
        await TakenAsync(world, new SandboxText(byLid ? lid : phone, id, id, Alias: alias));
        if (number == PerPerson)
        {
            await TakenAsync(world, new SandboxText(byLid ? phone : lid, id, id));
        }
    }

    private static Task<string> TakenAsync(BridgeWorld world, SandboxText text) => Eventually.GetAsync(
        () => world.Gateway.Http.ReceiveAsync(BridgeWorld.Instance, text, Token), taken => taken == text.Id, TimeSpan.FromMinutes(3));

    private void AssertOnceAndInOrder(List<FakeMessage> arrived)
    {
        var expected = Enumerable.Range(0, People).SelectMany(person => Enumerable.Range(1, PerPerson).Select(number => $"CHAOS-{person}-{number}")).ToHashSet();
        var doubled = arrived.GroupBy(message => message.Content).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        var lost = expected.Except(arrived.Select(message => message.Content!)).ToList();
        output.WriteLine($"lost {lost.Count}, doubled {doubled.Count}");
        Assert.Empty(lost);
        Assert.Empty(doubled);

        // Before it was learned, each name is a chat of its own; from then on they are one.
        Assert.All(
            arrived.GroupBy(PersonOf).SelectMany(person => person.GroupBy(message => NumberOf(message) >= LearnedAt(person.Key) ? 2 : NumberOf(message) % 2)),
            chat => Assert.Equal(chat.Select(NumberOf).Order(), chat.OrderBy(message => message.Id).Select(NumberOf)));
    }

    private static async Task AssertOneContactEachAsync(BridgeWorld world)
    {
        var contacts = await Eventually.GetAsync(() => world.Fake.ContactsAsync(Token), all => all.Count == People, TimeSpan.FromMinutes(1), all => $"{all.Count} contacts");
        Assert.All(contacts, contact => Assert.StartsWith("+5531990000", contact.PhoneNumber, StringComparison.Ordinal));
        var messages = await world.CustomerMessagesAsync(People * PerPerson);
        Assert.All(
            messages.Where(message => NumberOf(message) > LearnedAt(PersonOf(message))).GroupBy(PersonOf),
            person => Assert.Single(person.Select(message => message.ConversationId).Distinct()));
    }

    // Spread over the traffic, so that each kill finds merges.
    private static int LearnedAt(int person) => 4 + (person % 8);

    private static int PersonOf(FakeMessage message) => int.Parse(message.Content!.Split('-')[1], CultureInfo.InvariantCulture);

    private static int NumberOf(FakeMessage message) => int.Parse(message.Content!.Split('-')[2], CultureInfo.InvariantCulture);
}
