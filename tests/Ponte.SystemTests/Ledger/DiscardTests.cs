using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Ledger;

[Collection(typeof(LedgerServers))]
public sealed class DiscardTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reply_ThatWaits_IsDiscardedVisiblyAndCanBeRetriedInChatwoot(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);
        var unwanted = await agent.PostAsync(chat.ConversationId, new { content = "Too hasty" });
        await agent.PostAsync(chat.ConversationId, new { content = "Better" });
        var rows = await instance.HasDeliveriesAsync("?state=pending&destination=whatsapp", 2);
        Assert.Equal(rows[1].Id(), rows[0].GetProperty("waitsBehind").GetInt64());

        Assert.Equal(200, (await instance.DoAsync(rows[1].Id(), "discard")).Status);

        Assert.Equal("Discarded in Ponte before it was sent.", await agent.HasStatusAsync(chat.ConversationId, unwanted, "failed"));
        Assert.Equal("discarded", (await instance.DeliveryAsync(rows[1].Id())).Events()[^1]);
        Assert.Equal(Answer.Error(409, "This delivery is discarded already."), await instance.DoAsync(rows[1].Id(), "discard"));
        Assert.Equal(
            Answer.Error(409, "This delivery was discarded, and what it carried with it. Only failed deliveries can be replayed."), await instance.DoAsync(rows[1].Id(), "replay"));
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "connected", Token);
        await instance.HasStateAsync(rows[0].Id(), "done");
        Assert.Equal("Better", Assert.Single(await instance.SentAsync(1)).Text);

        // The agent thinks better of it.
        await agent.RetryAsync(chat.ConversationId, unwanted);
        Assert.Equal(["Better", "Too hasty"], (await instance.SentAsync(2)).Select(sent => sent.Text));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_ThatWaitsForChatwoot_LeavesNothingThereAndLetsTheNextPass(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{first.ConversationId}/messages$", 500), Token);
        await instance.CustomerWritesAsync(number, "unwanted");
        await instance.CustomerWritesAsync(number, "wanted");
        var rows = await instance.HasDeliveriesAsync("?state=pending&kind=message", 2);
        await Eventually.GetAsync(() => instance.DeliveryAsync(rows[1].Id()), life => life.Events().Contains("attempt"));

        Assert.Equal(200, (await instance.DoAsync(rows[1].Id(), "discard")).Status);
        await servers.Fake.DisarmAsync(fault, Token);

        await instance.HasStateAsync(rows[0].Id(), "done");
        Assert.Equal("discarded", (await instance.DeliveryAsync(rows[1].Id())).Text("state"));
        Assert.Equal(["Hello", "wanted"], (await instance.ShownAsync(2)).Select(message => message.Content));
    }

    [Fact]
    public async Task Failed_OfOneDestination_AreDiscardedTogether()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{first.ConversationId}/messages$", 422, """{"error":"odd"}""", Times: 1), Token);
        await instance.CustomerWritesAsync(number, "refused");
        await instance.HasDeliveriesAsync("?state=failed", 1);

        Assert.Equal(0, await instance.DoAllAsync("discard", new { destination = "whatsapp" }));
        Assert.Equal(0, await instance.DoAllAsync("discard", new { destination = "chatwoot", chat = servers.NextNumber() }));
        Assert.Equal(1, await instance.DoAllAsync("discard", new { destination = "chatwoot", chat = number }));

        var discarded = Assert.Single(await instance.DeliveriesAsync("?state=discarded"));
        Assert.Equal("chatwoot_invalid", discarded.GetProperty("failure").Text("code"));
        Assert.Equal(Answer.Error(404, "Delivery not found"), await instance.DoAsync(long.MaxValue, "discard"));
    }
}
