using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What waits when an integration is taken away (http-contract §9).</summary>
[Collection(typeof(TroubleServers))]
public sealed class RemovalTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_MessagesWaitForChatwoot_NeverReachTheNextInbox(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{first.ConversationId}/messages$"), Token);
        await instance.CustomerWritesAsync(number, "waits 1");
        await instance.CustomerWritesAsync(number, "waits 2");
        await Eventually.GetAsync(() => servers.Fake.FaultsAsync(Token), faults => faults.Single(known => known.Rule.Id == fault).Hits > 0);

        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/chatwoot/delete/{instance.Name}", null, 200, Token);
        await servers.Fake.DisarmAsync(fault, Token);
        var old = await instance.MessagesAsync();
        await instance.ActivateAsync();
        await instance.CustomerWritesAsync(number, "to the new inbox");

        Assert.Equal(["to the new inbox"], (await instance.IncomingAsync(1)).Select(message => message.Content));
        Assert.Equal("Hello", Assert.Single(old).Content);
    }

    [Fact]
    public async Task Delete_RepliesWaitForThePhone_AreStillSent()
    {
        var instance = await servers.ActivateAsync();
        var first = await instance.OpenChatAsync(servers.NextNumber());
        var ear = await servers.ActivateAsync();
        var heard = await ear.OpenChatAsync(servers.NextNumber());
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);
        await servers.Fake.ReplyAsync(first.ConversationId, "Still to be sent", Token);

        // The neighbour shares the cable: when it has heard a later reply, this one was heard.
        await ear.HeardAsync(heard.ConversationId);
        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/chatwoot/delete/{instance.Name}", null, 200, Token);
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "connected", Token);

        Assert.Equal("Still to be sent", Assert.Single(await instance.SentAsync(1)).Text);
    }

    [Fact]
    public async Task InboxDeletedInChatwoot_MessagesWait_AndSetNeverMovesThem()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.SendAsync(HttpMethod.Delete, $"inboxes/{instance.InboxId}");
        await Eventually.GetAsync(() => servers.Fake.InboxesAsync(Token), all => all.All(inbox => inbox.Id != instance.InboxId));
        await instance.CustomerWritesAsync(number, "nowhere to go");
        await instance.HasStatusAsync("error");

        await instance.ActivateAsync();
        await instance.CustomerWritesAsync(number, "to the new inbox");

        Assert.Equal(["to the new inbox"], (await instance.IncomingAsync(1)).Select(message => message.Content));
    }
}
