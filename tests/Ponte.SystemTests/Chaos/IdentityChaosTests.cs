using System.Diagnostics;
using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>
/// Customers write under two names each, learned to be one after some twenty messages, while the gateway is killed around the merges: everything arrives once,
/// in order, and one contact and one conversation in use are left of each.
/// </summary>
[Trait("scenario", "identity")]
public sealed class IdentityChaosTests(PostgresServer postgres, ITestOutputHelper output)
{
    private const int People = 12;
    private const int PerPerson = 30;
    private const int PerPhase = People * PerPerson / 5;

    // In an ordinary run PostgreSQL has those inside merges only.
    private static readonly IReadOnlyList<(int At, string? FaultPoint)> Kills =
    [
        (PerPhase / 2, null),
        (PerPhase + 10, null),
        ((2 * PerPhase) + 10, "merge-settled:1"),
        ((3 * PerPhase) + 10, "chat-merged:1"),
        ((4 * PerPhase) + 10, "contact-merged:1"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Gateway_KilledAroundMerges_DeliversEveryTextOnceAndLeavesOneContactEach(string database)
    {
        await using var world = await BridgeWorld.StartAsync(database == "PostgreSQL" ? await postgres.CreateDatabaseAsync() : null);
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        var watch = Stopwatch.StartNew();
        var accepted = 0;
        var kills = database == "SQLite" || ChaosSettings.Scale >= 2 ? Kills : [.. Kills.Where(kill => kill.FaultPoint is not null)];
        int Permitted(int kill) => kill < kills.Count ? Math.Min(kills[kill].At + PerPhase, People * PerPerson) : (People * PerPerson) + 1;
        using var permits = new SemaphoreSlim(Permitted(0));
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
            kills,
            () => Volatile.Read(ref accepted),
            _ => Task.CompletedTask,
            kill => permits.Release(Permitted(kill + 1) - Permitted(kill)));
        await writing;
        killer.Log.ForEach(output.WriteLine);

        await world.CustomerMessagesAsync(People * PerPerson, ChaosSettings.Patience);
        await AssertOneContactEachAsync(world);
        await world.Gateway.StopAsync();
        var arrived = (await world.CustomerMessagesAsync(People * PerPerson)).Select(message => new Arrived(message.Content!, message.Id.ToString(CultureInfo.InvariantCulture)));
        var written = Enumerable.Range(0, People).SelectMany(person => Enumerable.Range(1, PerPerson).Select(number => new ChatLine(ChatLine.In, person, number))).ToList();

        // Before it was learned, each name is a chat of its own; from then on they are one.
        var tally = Tally.Of(written, arrived, line => (line.Chat, line.Number >= LearnedAt(line.Chat) ? 2 : line.Number % 2));
        var what = $"{People} people under two names each, known to be one after about 20 messages; {string.Join(", ", killer.Log)}";
        ChaosReport.Write($"identity ({database})", new ExchangeResult(tally, new Tally(0, 0, 0, 0), null, watch.Elapsed), what);
    }

    // The two names take turns; one message in the middle tells that they are one, and the last comes under both, as a redelivery does.
    private static async Task WriteAsync(BridgeWorld world, int person, int number)
    {
        var lid = string.Create(CultureInfo.InvariantCulture, $"1000000000{person:000}@lid");
        var phone = string.Create(CultureInfo.InvariantCulture, $"5531990000{person:000}");
        var id = new ChatLine(ChatLine.In, person, number).ToString();
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

    private static async Task AssertOneContactEachAsync(BridgeWorld world)
    {
        var contacts = await Eventually.GetAsync(() => world.Fake.ContactsAsync(Token), all => all.Count == People, TimeSpan.FromMinutes(1), all => $"{all.Count} contacts");
        Assert.All(contacts, contact => Assert.StartsWith("+5531990000", contact.PhoneNumber, StringComparison.Ordinal));
        var messages = await world.CustomerMessagesAsync(People * PerPerson);
        Assert.All(
            messages.Select(message => (message.ConversationId, Line: ChatLine.Parse(message.Content)!.Value)).Where(message => message.Line.Number > LearnedAt(message.Line.Chat)).GroupBy(message => message.Line.Chat),
            person => Assert.Single(person.Select(message => message.ConversationId).Distinct()));
    }

    // Spread over the traffic, so that each kill finds merges.
    private static int LearnedAt(int person) => 16 + (person % 8);
}
