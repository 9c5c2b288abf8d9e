using System.Collections.Concurrent;

namespace Ponte.Bench;

/// <summary>Customers' messages: from the simulated phone through the gateway into the double.</summary>
internal sealed class IncomingRun(BenchWorld world, string name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>As fast as it goes; from the first receive to the last arrival.</summary>
    public async Task<double> FloodAsync(int messages, int chats)
    {
        var start = DateTimeOffset.UtcNow;
        await Traffic.FloodAsync(messages, chats, (chat, message) => ReceiveAsync(chat, message));
        var arrivals = await ArrivalsAsync(messages, chats);
        return messages / (arrivals.Values.Max() - start).TotalSeconds;
    }

    /// <summary>At a fixed rate; from each 202 to the arrival.</summary>
    public async Task<Percentiles> PaceAsync(int messages, int chats, int rate)
    {
        var accepted = new ConcurrentDictionary<int, DateTimeOffset>();
        await Traffic.PaceAsync(messages, chats, rate, async (chat, message) =>
        {
            await ReceiveAsync(chat, message);
            accepted[message] = DateTimeOffset.UtcNow;
        });
        var arrivals = await ArrivalsAsync(messages, chats);
        return new Percentiles(accepted.Select(a => (arrivals[a.Key] - a.Value).TotalMilliseconds));
    }

    private Task<string> ReceiveAsync(int chat, int message) =>
        world.Gateway.Http.ReceiveAsync(BenchWorld.Instance, new SandboxText(BenchText.PhoneOf(chat), BenchText.Of(name, message)));

    /// <summary>Waits until everything is there, checks that it is there once and in order, and answers when it came.</summary>
    private async Task<Dictionary<int, DateTimeOffset>> ArrivalsAsync(int messages, int chats)
    {
        var stored = await Wait.ForAsync(
            async () => (await world.Chatwoot.Fake.MessagesAsync(world.InboxId)).Where(m => m.Content?.StartsWith(name + ":", StringComparison.Ordinal) == true).ToList(),
            found => found.Count >= messages,
            found => $"{found.Count} of {messages} messages arrived",
            Patience);
        Exactly.Once(stored.Select(m => NumberOf(m.Content!)), messages, chats);
        var log = await world.Chatwoot.Fake.RequestsAsync();
        return ArrivalTimes.Join(stored, log, NumberOf);
    }

    private int NumberOf(string content) => int.Parse(content.AsSpan(name.Length + 1, content.IndexOf(' ', StringComparison.Ordinal) - name.Length - 1), null);
}
