using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>An operator switches the Chatwoot module off and on again.</summary>
public sealed class ModuleOffTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_WhileTheModuleIsOff_AreKeptAndDeliveredWhenItIsOn()
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.CustomerWritesAsync("5511900000001", "on");
        var question = Assert.Single(await world.CustomerMessagesAsync(1));
        await RestartAsync(world, enabled: false);
        await world.CustomerWritesAsync("5511900000001", "off");
        await world.Fake.ReplyAsync(question.ConversationId, "reply", Token);
        Assert.Equal(0, await world.Fake.CableSubscriptionsAsync(Token));

        await RestartAsync(world, enabled: true);

        var messages = await world.CustomerMessagesAsync(2, TimeSpan.FromSeconds(60));
        Assert.Equal(["on", "off"], messages.Select(message => message.Content));
        Assert.Equal("reply", Assert.Single(await world.SentAsync(1)).Text);
    }

    private static Task RestartAsync(BridgeWorld world, bool enabled) => world.Gateway.RestartAsync(
        start => start with { Settings = new Dictionary<string, string>(start.Settings) { ["Ponte:Chatwoot:Enabled"] = enabled ? "true" : "false" } }, Token);
}
