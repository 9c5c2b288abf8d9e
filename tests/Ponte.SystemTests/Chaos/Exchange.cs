using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.Webhooks;
using Ponte.SystemTests.WhatsApp;

namespace Ponte.SystemTests.Chaos;

/// <summary>
/// Customers and agents who write numbered lines while a scenario does its worst. A customer's next line is written when the one before was taken, and
/// under the same id until it is, as WhatsApp does; agents write into Chatwoot, whose faults do not touch them.
/// </summary>
internal sealed class Exchange(
    GatewayProcess gateway,
    FakeChatwootApi fake,
    string instance,
    Func<int, ChatLine, Task> write,
    Func<IReadOnlyCollection<int>, Task<IReadOnlyList<Arrived>>> received)
{
    private const int WritersAtOnce = 50;
    private static readonly TimeSpan Taken = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<ChatLine, bool> _written = new();
    private readonly ConcurrentDictionary<(string, int), int> _last = new();
    private readonly ConcurrentDictionary<int, int> _conversations = new();
    private readonly List<Arrived> _arrived = [];
    private readonly Stopwatch _drain = new();
    private readonly Stopwatch _whole = Stopwatch.StartNew();
    private int _inboxId;
    private long _newest;
    private int _arrivedBefore;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Lines accepted from their writers so far.</summary>
    public int Written => _written.Count;

    /// <summary>The conversation of an opened chat.</summary>
    public int ConversationOf(int chat) => _conversations[chat];

    /// <summary>An exchange with a simulated phone.</summary>
    public static Exchange Of(BridgeWorld world) => Of(world.Gateway, world.Fake, BridgeWorld.Instance);

    /// <summary>An exchange with a simulated phone, of a gateway that Chatwoot reaches.</summary>
    public static Exchange Of(WebhookWorld world, BridgedInstance instance) => Of(world.Gateway, world.Fake, instance.Name);

    /// <summary>An exchange through the real engine.</summary>
    public static Exchange Of(LinkedWorld world) => new(
        world.Gateway,
        world.Chatwoot,
        world.Shop.Name,
        (chat, line) => world.Shop.CustomerWritesAsync(NumberOf(chat), line.ToString()),
        async chats =>
        {
            var all = new List<Arrived>();
            foreach (var chat in chats)
            {
                var messages = await world.WhatsApp.MessagesAsync(NumberOf(chat), Token);
                all.AddRange(messages.Select(message => new Arrived(message.Text!, message.Id)));
            }

            return all;
        });

    /// <summary>The number of a chat's customer.</summary>
    public static string NumberOf(int chat) => string.Create(CultureInfo.InvariantCulture, $"55119100{chat:00000}");

    /// <summary>Each customer writes a first line, and the agents see it.</summary>
    public async Task OpenAsync(params IReadOnlyCollection<int> chats)
    {
        await CustomersAsync(chats, 1);
        var first = chats.ToDictionary(chat => new ChatLine(ChatLine.In, chat, 1).ToString());
        await Eventually.HoldsAsync(
            async () =>
            {
                foreach (var message in await fake.MessagesAsync(await InboxAsync(), cancellationToken: Token))
                {
                    if (first.TryGetValue(message.Content ?? "", out var chat))
                    {
                        _conversations[chat] = message.ConversationId;
                    }
                }

                return chats.All(_conversations.ContainsKey);
            },
            ChaosSettings.Patience);
    }

    /// <summary>Customers write so many more lines each, all of them at the same time.</summary>
    public Task CustomersAsync(IEnumerable<int> chats, int count, TimeSpan pause = default) =>
        WriteAsync(ChatLine.In, chats, count, pause, write);

    /// <summary>Agents write so many more lines in each of these chats, which are open.</summary>
    public Task AgentsAsync(IEnumerable<int> chats, int count, TimeSpan pause = default) =>
        WriteAsync(ChatLine.Out, chats, count, pause, async (chat, line) => await fake.ReplyAsync(_conversations[chat], line.ToString(), Token));

    /// <summary>The trouble is over: what waits now is drained.</summary>
    public async Task DrainBegins()
    {
        _arrivedBefore = await CountAsync();
        _drain.Restart();
    }

    /// <summary>Waits until every line has arrived, and until nothing is left in the ledger that could still arrive; then compares.</summary>
    public async Task<ExchangeResult> SettleAsync()
    {
        var written = _written.Keys.ToHashSet();
        var complete = await Eventually.GetAsync(
            CountAsync, count => count >= written.Count, ChaosSettings.Patience, count => $"{count} of {written.Count} lines arrived", cancellationToken: Token)
            .ContinueWith(task => task.IsCompletedSuccessfully, TaskScheduler.Default);
        _drain.Stop();
        if (complete)
        {
            await NothingWaitsAsync();
        }
        else
        {
            foreach (var state in new[] { "pending", "failed" })
            {
                var page = await gateway.Http.SendAsync(HttpMethod.Get, $"/api/deliveries/{instance}?state={state}&limit=200", null, 200, Token);
                TestContext.Current.TestOutputHelper!.WriteLine($"The oldest of those {state}: {page.GetProperty("deliveries").EnumerateArray().LastOrDefault()}");
            }
        }

        await CountAsync();
        var replies = await received(ChatsOf(ChatLine.Out));
        var waited = written.Count - _arrivedBefore;
        var rate = _drain.Elapsed > TimeSpan.Zero && waited > 0 ? waited / _drain.Elapsed.TotalSeconds : (double?)null;
        return new ExchangeResult(
            Tally.Of([.. written.Where(line => line.Direction == ChatLine.In)], _arrived),
            Tally.Of([.. written.Where(line => line.Direction == ChatLine.Out)], replies),
            rate,
            _whole.Elapsed);
    }

    /// <summary>Waits until everything that the ledger holds is done: a double would have come by now.</summary>
    public Task NothingWaitsAsync() => Eventually.GetAsync(
        () => gateway.Http.SendAsync(HttpMethod.Get, $"/api/deliveries/{instance}?state=pending&limit=5", null, 200, Token),
        page => page.GetProperty("deliveries").GetArrayLength() == 0,
        ChaosSettings.Patience,
        page => page.ToString());

    private static Exchange Of(GatewayProcess gateway, FakeChatwootApi fake, string instance) => new(
        gateway,
        fake,
        instance,
        async (chat, line) => await Eventually.GetAsync(
            () => gateway.Http.ReceiveAsync(instance, new SandboxText(NumberOf(chat), line.ToString(), line.ToString()), Token), id => id == line.ToString(), Taken),
        async _ => [.. (await gateway.Http.SentAsync(instance, Token)).Where(sent => sent.Type is null or "text").Select(sent => new Arrived(sent.Text, sent.MessageId))]);

    private async Task WriteAsync(string direction, IEnumerable<int> chats, int count, TimeSpan pause, Func<int, ChatLine, Task> one)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce, CancellationToken = Token };
        await Parallel.ForEachAsync(chats, options, async (chat, stop) =>
        {
            for (var i = 0; i < count; i++)
            {
                var line = new ChatLine(direction, chat, _last.GetValueOrDefault((direction, chat)) + 1);
                await one(chat, line);
                _last[(direction, chat)] = line.Number;
                _written[line] = true;
                await Task.Delay(pause, stop);
            }
        });
    }

    // Different lines that have arrived, both directions together.
    private async Task<int> CountAsync()
    {
        foreach (var message in await fake.MessagesAsync(await InboxAsync(), _newest, Token))
        {
            _newest = Math.Max(_newest, message.Id);
            if (message.MessageType == "incoming")
            {
                _arrived.Add(new Arrived(message.Content ?? "", message.Id.ToString(CultureInfo.InvariantCulture)));
            }
        }

        var replies = ChatsOf(ChatLine.Out);
        var texts = replies.Count == 0 ? [] : (await received(replies)).Select(message => message.Text);
        return texts.Concat(_arrived.Select(message => message.Text)).Distinct().Count(text => ChatLine.Parse(text) is { } line && _written.ContainsKey(line));
    }

    private HashSet<int> ChatsOf(string direction) => [.. _written.Keys.Where(line => line.Direction == direction).Select(line => line.Chat)];

    private async Task<int> InboxAsync() => _inboxId != 0 ? _inboxId : _inboxId = Assert.Single(await fake.InboxesAsync(Token)).Id;
}
