using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>Agents delete conversations and contacts, and merge contacts, in the middle of bursts to them.</summary>
[Trait("scenario", "people")]
public sealed class PeopleChaosTests
{
    // Each round merges two contacts for good.
    private static readonly int Chats = ChaosSettings.Times(12, atMost: 48);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ContactsAndConversations_DeletedAndMergedMidBurst_EveryLineOnceAndInOrder()
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        using var agent = new ChatwootAgent(world.Chatwoot.BaseUrl);
        var random = new Random(ChaosSettings.Seed);
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Chats).ToList();
        await exchange.OpenAsync(chats);

        var changes = 0;
        for (var round = 0; round < ChaosSettings.Times(3, atMost: 15); round++)
        {
            var before = exchange.Written;
            var burst = exchange.CustomersAsync(chats, 8, TimeSpan.FromMilliseconds(10));
            await Eventually.HoldsAsync(() => exchange.Written >= before + Chats, ChaosSettings.Patience);
            changes += await MeddleAsync(world, agent, random);
            await burst;
        }

        await exchange.DrainBegins();
        ChaosReport.Write("people", await exchange.SettleAsync(), $"{changes} deletions and merges by agents mid-burst");
    }

    // Whatever is chosen may be gone when it is asked for: then an agent was faster.
    private static async Task<int> MeddleAsync(BridgeWorld world, ChatwootAgent agent, Random random)
    {
        var conversations = await world.Fake.ConversationsAsync(Token);
        var contacts = (await world.Fake.ContactsAsync(Token)).Where(contact => contact.PhoneNumber is not null).ToList();
        var chosen = conversations.Count == 0 ? 0 : conversations[random.Next(conversations.Count)].Id;
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(contacts));
        var done = 0;
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Delete, $"conversations/{chosen}", null),
            (HttpMethod.Delete, $"contacts/{contacts[0].Id}", null),
            (HttpMethod.Post, "actions/contact_merge", new { base_contact_id = contacts[1].Id, mergee_contact_id = contacts[2].Id }),
        })
        {
            try
            {
                await agent.SendAsync(method, path, body);
                done++;
            }
            catch (HttpRequestException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
            }
        }

        return done;
    }
}
