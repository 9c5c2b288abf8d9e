using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>A realtime connection that looks healthy and delivers nothing.</summary>
public sealed class RegularCatchUpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replies_NeverDeliveredByAHealthyConnection_AreFoundByTheRegularPass()
    {
        await using var world = await BridgeWorld.StartAsync(settings: new Dictionary<string, string> { ["Ponte:Chatwoot:CatchUpSeconds"] = "5" });
        await world.CustomerWritesAsync("5511900000001", "Hello");
        var question = Assert.Single(await world.CustomerMessagesAsync(1));
        await world.Fake.CableAsync("mute_events", Token);

        await world.Fake.ReplyAsync(question.ConversationId, "first", Token);
        await world.Fake.ReplyAsync(question.ConversationId, "second", Token);

        var sent = await world.SentAsync(2, TimeSpan.FromSeconds(30));
        Assert.Equal(["first", "second"], sent.Select(message => message.Text));
        Assert.Equal(1, await world.Fake.CableSubscriptionsAsync(Token));
    }
}
