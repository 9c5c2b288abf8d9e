using System.Collections.Concurrent;

namespace Ponte.Bench;

/// <summary>Agents' replies: from the double through the gateway into the simulated phone.</summary>
internal sealed class ReplyRun(BenchWorld world, string name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>As fast as agents can write; from the first reply to the last send.</summary>
    public async Task<double> FloodAsync(int messages, int chats)
    {
        var conversations = await ConversationsAsync(chats);
        var start = DateTimeOffset.UtcNow;
        await Traffic.FloodAsync(messages, chats, (chat, message) => world.Chatwoot.Fake.ReplyAsync(conversations[chat], BenchText.Of(name, message)));
        var sent = await SentAsync(messages, chats);
        return messages / (sent.Values.Max() - start).TotalSeconds;
    }

    /// <summary>At a fixed rate; from Chatwoot's answer to the agent to the send.</summary>
    public async Task<Percentiles> PaceAsync(int messages, int chats, int rate)
    {
        var conversations = await ConversationsAsync(chats);
        var answered = new ConcurrentDictionary<int, DateTimeOffset>();
        await Traffic.PaceAsync(messages, chats, rate, async (chat, message) =>
        {
            await world.Chatwoot.Fake.ReplyAsync(conversations[chat], BenchText.Of(name, message));
            answered[message] = DateTimeOffset.UtcNow;
        });
        var sent = await SentAsync(messages, chats);
        return new Percentiles(answered.Select(a => (sent[a.Key] - a.Value).TotalMilliseconds));
    }

    private async Task<int[]> ConversationsAsync(int chats)
    {
        var conversations = await world.Chatwoot.Fake.ConversationsAsync();
        return [.. conversations.Where(c => c.InboxId == world.InboxId).Select(c => c.Id).Take(chats)];
    }

    private async Task<Dictionary<int, DateTimeOffset>> SentAsync(int messages, int chats)
    {
        var sent = await Wait.ForAsync(
            async () => (await world.Gateway.Http.SentAsync(BenchWorld.Instance)).Where(m => m.Text.StartsWith(name + ":", StringComparison.Ordinal)).ToList(),
            found => found.Count >= messages,
            found => $"{found.Count} of {messages} replies were sent",
            Patience);
        Exactly.Once(sent.Select(m => NumberOf(m.Text)), messages, chats);
        return sent.ToDictionary(m => NumberOf(m.Text), m => m.At);
    }

    private int NumberOf(string text) => int.Parse(text.AsSpan(name.Length + 1, text.IndexOf(' ', StringComparison.Ordinal) - name.Length - 1), null);
}
