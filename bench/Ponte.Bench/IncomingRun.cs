using System.Collections.Concurrent;

namespace Ponte.Bench;

/// <summary>Customers' messages: from the simulated phone through the gateway into the double.</summary>
internal sealed class IncomingRun(BenchWorld world, string name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private long _lastSeen;

    /// <summary>As fast as it goes; from the first receive to the last arrival.</summary>
    public async Task<double> FloodAsync(int messages, int chats)
    {
        var start = DateTimeOffset.UtcNow;
        await Traffic.FloodAsync(messages, chats, (chat, message) => ReceiveAsync(chat, message));
        var arrivals = await ArrivalsAsync(messages, chats);
        return messages / (arrivals.Values.Max() - start).TotalSeconds;
    }

    /// <summary>A backlog: received while the phone is disconnected, then delivered; messages per second of both halves.</summary>
    public async Task<(double Received, double Drained)> DrainAsync(int messages, int chats)
    {
        await world.Gateway.Http.SetConnectionAsync(BenchWorld.Instance, "disconnected");
        var receiving = await Traffic.FloodAsync(messages, chats, (chat, message) => ReceiveAsync(chat, message));
        var start = DateTimeOffset.UtcNow;
        await world.Gateway.Http.SetConnectionAsync(BenchWorld.Instance, "connected");
        var arrivals = await ArrivalsAsync(messages, chats);
        return (messages / receiving.TotalSeconds, messages / (arrivals.Values.Max() - start).TotalSeconds);
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
        var stored = new List<FakeMessage>();
        await Wait.ForAsync(
            () => LookAsync(stored),
            found => found >= messages,
            found => $"{found} of {messages} messages arrived",
            Patience);
        Exactly.Once(stored.Select(m => NumberOf(m.Content!)), messages, chats);
        return stored.ToDictionary(m => NumberOf(m.Content!), m => m.CreatedAt);
    }

    private async Task<int> LookAsync(List<FakeMessage> stored)
    {
        var news = await world.Chatwoot.Fake.MessagesAsync(world.InboxId, _lastSeen);
        _lastSeen = news.Count > 0 ? news[^1].Id : _lastSeen;
        stored.AddRange(news.Where(m => m.Content?.StartsWith(name + ":", StringComparison.Ordinal) == true));
        return stored.Count;
    }

    private int NumberOf(string content) => int.Parse(content.AsSpan(name.Length + 1, content.IndexOf(' ', StringComparison.Ordinal) - name.Length - 1), null);
}
