using System.Collections.Concurrent;
using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>Agents reply while the gateway is killed and the cable drops: each reply is one WhatsApp message, in order per chat.</summary>
public sealed class OutboundChaosTests(PostgresServer postgres, ITestOutputHelper output)
{
    private const int Chats = 20;
    private const int PerChat = 10;

    // Between two kills so many replies are written, some of them while the server is down.
    private const int PerPhase = Chats * PerChat / 5;
    private const int WhileDown = 10;
    private static readonly TimeSpan Drain = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gateway_KilledWhileAgentsReply_SendsEachReplyUnderOneIdAndInOrder(bool onPostgres)
    {
        output.WriteLine($"seed {ChaosSeed.Value}");
        await using var world = await BridgeWorld.StartAsync(onPostgres ? await postgres.CreateDatabaseAsync() : null);
        await world.Fake.SeedAsync(ChaosSeed.Value, Token);
        var conversations = await StartConversationsAsync(world);
        var random = new Random(ChaosSeed.Value);
        var written = new ConcurrentBag<string>();
        using var permits = new SemaphoreSlim(PerPhase);
        var replying = Task.WhenAll(conversations.Select((conversation, chat) => ReplyAsync(world, conversation, chat, permits, written)));
        var killer = new Killer(world);
        int InPhase(int phase) => (phase * PerPhase) + random.Next(WhileDown + 1, PerPhase);
        await killer.RunAsync(
            [
                (InPhase(0), null),
                (InPhase(1), "whatsapp-acknowledged:5"),
                (InPhase(2), "agent-message-heard:2"),
                (InPhase(3), "enqueued:2"),
                (InPhase(4), "whatsapp-acknowledged:1"),
            ],
            () => written.Count,
            kill => WhileDownAsync(world, conversations, permits, written, kill),
            _ => permits.Release(PerPhase - WhileDown));
        await replying;
        killer.Log.ForEach(output.WriteLine);

        var expected = Chats * PerChat;
        var sent = await Eventually.GetAsync(
            () => world.Gateway.Http.SentAsync(BridgeWorld.Instance, Token),
            list => list.Select(message => message.Text).Distinct().Count() >= expected,
            Drain,
            list => $"{list.Select(message => message.Text).Distinct().Count()} of {expected} replies");
        AssertOneIdEachAndInOrder(sent, expected);
    }

    private static async Task<List<int>> StartConversationsAsync(BridgeWorld world)
    {
        for (var chat = 0; chat < Chats; chat++)
        {
            await world.CustomerWritesAsync(string.Create(CultureInfo.InvariantCulture, $"55119000{chat:00000}"), "hello");
        }

        var hellos = await world.CustomerMessagesAsync(Chats);
        return [.. hellos.OrderBy(message => message.ContactPhoneNumber, StringComparer.Ordinal).Select(message => message.ConversationId)];
    }

    private static async Task ReplyAsync(BridgeWorld world, int conversation, int chat, SemaphoreSlim permits, ConcurrentBag<string> written)
    {
        for (var number = 1; number <= PerChat; number++)
        {
            await permits.WaitAsync(Token);
            var text = string.Create(CultureInfo.InvariantCulture, $"REPLY-{chat}-{number}");
            await world.Fake.ReplyAsync(conversation, text, Token);
            written.Add(text);
        }
    }

    // While the server is down agents go on: some conversations are resolved behind its back, and get replies all the same.
    private static async Task WhileDownAsync(BridgeWorld world, List<int> conversations, SemaphoreSlim permits, ConcurrentBag<string> written, int kill)
    {
        await world.Fake.ToggleStatusAsync(conversations[kill], "resolved", Token);
        await world.Fake.ToggleStatusAsync(conversations[kill + 10], "resolved", Token);
        var all = (kill + 1) * PerPhase;
        permits.Release(WhileDown);
        await Eventually.GetAsync(
            () => Task.FromResult(written.Count), count => count >= Math.Min(all + WhileDown, Chats * PerChat), TimeSpan.FromSeconds(30), count => $"{count} written");
    }

    private void AssertOneIdEachAndInOrder(IReadOnlyList<SandboxSentText> sent, int expected)
    {
        var byText = sent.GroupBy(message => message.Text).ToList();
        var repeats = sent.Count - byText.Count;
        output.WriteLine($"{sent.Count} sends of {byText.Count} replies; {repeats} repeated under the same id, which WhatsApp absorbs");
        Assert.Equal(expected, byText.Count);
        Assert.All(byText, reply => Assert.Single(reply.Select(message => message.MessageId).Distinct()));
        Assert.Equal(byText.Count, sent.Select(message => message.MessageId).Distinct().Count());
        var firsts = byText.Select(reply => reply.First()).ToList();
        Assert.All(
            firsts.GroupBy(message => message.Chat),
            chat => Assert.Equal(Enumerable.Range(1, PerChat), chat.Select(message => int.Parse(message.Text.Split('-')[2], CultureInfo.InvariantCulture))));
        Assert.Equal(Chats, firsts.Select(message => message.Chat).Distinct().Count());
    }
}
