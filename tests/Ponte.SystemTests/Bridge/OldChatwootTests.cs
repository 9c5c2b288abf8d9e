using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>The whole way on the oldest Chatwoot that is recorded, where look-ups and message attributes differ (Chatwoot contract §11).</summary>
public sealed class OldChatwootTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Version43_OneMessageEachWay_AndAKnownContact()
    {
        using var folder = new TemporaryFolder();
        await using var chatwoot = await FakeChatwootProcess.StartAsync(["--Fake:Version=4.3.0"], cancellationToken: Token);
        var settings = new Dictionary<string, string> { ["Ponte:RateLimit:PerMinute"] = "1000000" };
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = folder.File("data"), Settings = settings }, Token);
        await gateway.Http.CreateSandboxAsync("shop", Token);
        var instance = new BridgedInstance(chatwoot, gateway, "shop");
        await instance.ActivateAsync(new { signMessages = true, reopenResolved = true });
        using var agent = new ChatwootAgent(chatwoot.BaseUrl);
        var known = await agent.CreateContactAsync(new { name = "Old friend", phone_number = "+5511900000002" });

        var fresh = await instance.OpenChatAsync("5511900000001", "Hello {{contact.name}}");
        var friend = await instance.OpenChatAsync("5511900000002");
        await chatwoot.Fake.ReplyAsync(fresh.ConversationId, "Hello, too", Token);
        Assert.Equal("*Bridge Admin*:\nHello, too", Assert.Single(await instance.SentAsync(1)).Text);
        await chatwoot.Fake.ToggleStatusAsync(fresh.ConversationId, "resolved", Token);
        await instance.HeardAsync(fresh.ConversationId);
        var again = await instance.OpenChatAsync("5511900000001", "Me again");

        Assert.Equal("Hello {{contact.name}}", fresh.Content);
        Assert.Equal((fresh.ConversationId, "open"), (again.ConversationId, again.ConversationStatus));
        var conversation = await agent.SendAsync(HttpMethod.Get, $"conversations/{friend.ConversationId}");
        Assert.Equal(known, conversation.GetProperty("meta").GetProperty("sender").GetProperty("id").GetInt64());
    }
}
