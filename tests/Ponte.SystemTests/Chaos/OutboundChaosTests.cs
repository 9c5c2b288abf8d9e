using System.Collections.Concurrent;
using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>Agents reply while the gateway is killed and the cable drops: each reply is one WhatsApp message, in order per chat.</summary>
public sealed class OutboundChaosTests(ITestOutputHelper output)
{
    private const int Chats = 20;
    private const int PerChat = 10;
    private static readonly TimeSpan Drain = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_KilledWhileAgentsReply_SendsEachReplyUnderOneIdAndInOrder()
    {
        output.WriteLine($"seed {ChaosSeed.Value}");
        await using var world = await BridgeWorld.StartAsync();
        await world.Fake.SetAsync(new { seed = ChaosSeed.Value }, Token);
        var conversations = await StartConversationsAsync(world);
        var random = new Random(ChaosSeed.Value);
        var written = new ConcurrentBag<string>();
        var paused = new SemaphoreSlim(1);
        var replying = Task.WhenAll(conversations.Select((conversation, chat) => ReplyAsync(world, conversation, chat, written, paused)));
        var killer = new Killer(world);
        await killer.RunAsync(
            [
                (random.Next(10, 20), null),
                (random.Next(40, 50), "whatsapp-acknowledged:5"),
                (random.Next(80, 90), "agent-message-heard:2"),
                (random.Next(120, 130), "enqueued:2"),
                (random.Next(160, 170), "whatsapp-acknowledged:1"),
            ],
            () => written.Count,
            kill => WhileDownAsync(world, conversations, written, kill));
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

    // Agents do not write all at once: each reply waits for one of another chat to be taken, so that the kills fall in between.
    private static async Task ReplyAsync(BridgeWorld world, int conversation, int chat, ConcurrentBag<string> written, SemaphoreSlim oneAtATime)
    {
        for (var number = 1; number <= PerChat; number++)
        {
            await oneAtATime.WaitAsync(Token);
            try
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"REPLY-{chat}-{number}");
                await world.Fake.ReplyAsync(conversation, text, Token);
                written.Add(text);
                await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
            }
            finally
            {
                oneAtATime.Release();
            }
        }
    }

    // While the server is down agents go on: some conversations are resolved behind their back, and get replies all the same.
    private static async Task WhileDownAsync(BridgeWorld world, List<int> conversations, ConcurrentBag<string> written, int kill)
    {
        await world.Fake.ToggleStatusAsync(conversations[kill], "resolved", Token);
        await world.Fake.ToggleStatusAsync(conversations[kill + 10], "resolved", Token);
        var before = written.Count;
        var enough = Math.Min(before + 10, Chats * PerChat);
        await Eventually.GetAsync(() => Task.FromResult(written.Count), count => count >= enough, TimeSpan.FromSeconds(30), count => $"{count} of {enough}");
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
