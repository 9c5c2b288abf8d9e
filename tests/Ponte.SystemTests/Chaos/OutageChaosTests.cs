using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>Chatwoot answers 503 while customers write everything they write, then it is back. Another Chatwoot of the same server notices nothing.</summary>
[Trait("scenario", "outage")]
public sealed class OutageChaosTests
{
    private const int Chats = 200;
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chatwoot_AwayWhileEverythingIsWritten_IsDrainedOnceAndInOrder()
    {
        await using var world = await BridgeWorld.StartAsync();
        await using var other = await FakeChatwootProcess.StartAsync(cancellationToken: Token);
        await world.Gateway.Http.CreateSandboxAsync("elsewhere", Token);
        await world.Gateway.Http.ActivateChatwootAsync("elsewhere", other.BaseUrl, cancellationToken: Token);
        var exchange = Exchange.Of(world);
        await exchange.OpenAsync([.. Enumerable.Range(0, Chats / 2)]);

        await world.Fake.ArmAsync(new FakeFault("status", Path: "^/(api|cable)", Status: 503, Id: "outage"), Token);
        await world.Fake.CableAsync("refuse", Token);
        await world.Fake.CableAsync("drop", Token);
        var writing = exchange.CustomersAsync(Enumerable.Range(0, Chats), ChaosSettings.Times(5));
        await SaysAsync(world, error => error.Contains("unreachable", StringComparison.OrdinalIgnoreCase) || error.Contains("realtime", StringComparison.OrdinalIgnoreCase));
        await writing;
        await OtherGoesOnAsync(world, other);
        var knocks = (await world.Fake.FaultsAsync(Token)).Single(fault => fault.Rule.Id == "outage").Hits;

        await world.Fake.CableAsync("accept", Token);
        await world.Fake.DisarmAsync("outage", Token);
        await exchange.DrainBegins();
        var result = await exchange.SettleAsync();
        await SaysAsync(world, error => error.Length == 0);
        ChaosReport.Write("outage", result, $"503 for the whole of the traffic over {Chats} chats; {knocks} requests met it");
    }

    // What an operator reads, within seconds.
    private static async Task SaysAsync(BridgeWorld world, Predicate<string> expected) => await Eventually.GetAsync(
        () => world.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/chatwoot/list/{BridgeWorld.Instance}", null, 200, Token),
        list => expected(list.GetProperty("last_error").GetString()!),
        Seconds,
        list => list.GetProperty("last_error").ToString());

    private static async Task OtherGoesOnAsync(BridgeWorld world, FakeChatwootProcess other)
    {
        await world.Gateway.Http.ReceiveAsync("elsewhere", new SandboxText(Exchange.NumberOf(0), "Hello"), Token);
        var inbox = Assert.Single(await other.Fake.InboxesAsync(Token));
        var shown = await Eventually.GetAsync(() => other.Fake.MessagesAsync(inbox.Id, cancellationToken: Token), messages => messages.Count > 0);
        await other.Fake.ReplyAsync(shown[0].ConversationId, "Good morning", Token);
        await Eventually.GetAsync(() => world.Gateway.Http.SentAsync("elsewhere", Token), sent => sent.Any(message => message.Text == "Good morning"));
    }
}
