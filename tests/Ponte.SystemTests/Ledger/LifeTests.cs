using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Ledger;

/// <summary>What became of one message, from the moment the other side had it.</summary>
[Collection(typeof(LedgerServers))]
public sealed class LifeTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_EachWay_ShowsItsIdsOnBothSides(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        var question = await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var answer = await agent.AttachAsync(question.ConversationId, "Two", AgentFile.Png(), AgentFile.Pdf());
        var sent = await instance.SentAsync(2);

        var incoming = (await instance.HasDeliveriesAsync("?destination=chatwoot&kind=message&state=done", 1))[0];
        var parts = await instance.HasDeliveriesAsync("?destination=whatsapp&kind=message&state=done", 2);
        var life = await instance.DeliveryAsync(incoming.Id());
        Assert.Equal(["received", "stored", "done"], life.Events());
        Assert.Equal((question.SourceId, number + "@s.whatsapp.net"), (life.GetProperty("whatsapp").Text("messageId"), life.GetProperty("whatsapp").Text("chatJid")));
        Assert.Equal(
            $$"""{"baseUrl":"{{servers.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority)}}","accountId":2,"inboxId":{{instance.InboxId}},"conversationId":{{question.ConversationId}},"messageId":{{question.Id}}}""",
            life.GetProperty("chatwoot").GetRawText());
        Assert.True(DateTimeOffset.Parse(life.Text("receivedAt")!, null) <= DateTimeOffset.Parse(life.Text("doneAt")!, null));
        foreach (var (part, n) in parts.Select((part, n) => (part, n)))
        {
            var one = await instance.DeliveryAsync(part.Id());
            Assert.Equal(sent[1 - n].MessageId, one.GetProperty("whatsapp").Text("messageId"));
            Assert.Equal((question.ConversationId, answer), (one.GetProperty("chatwoot").GetProperty("conversationId").GetInt32(), one.GetProperty("chatwoot").GetProperty("messageId").GetInt64()));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_DuringAnOutage_SaysWhyItWaitsAndBehindWhat(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{first.ConversationId}/messages$", 500), Token);
        await instance.CustomerWritesAsync(number, "waits");
        await instance.CustomerWritesAsync(number, "waits behind it");

        var waiting = await instance.HasDeliveriesAsync("?state=pending&kind=message", 2);
        Assert.Equal(waiting[1].Id(), waiting[0].GetProperty("waitsBehind").GetInt64());
        var head = await Eventually.GetAsync(
            () => instance.DeliveryAsync(waiting[1].Id()),
            delivery => delivery.GetProperty("events").EnumerateArray().Any(e => e.Text("what") == "attempt" && e.GetProperty("times").GetInt32() >= 2),
            TimeSpan.FromSeconds(90));
        var attempt = head.GetProperty("events").EnumerateArray().Last();
        Assert.Equal("chatwoot_server_error", attempt.Text("code"));
        Assert.StartsWith("Chatwoot had an internal error.", attempt.Text("reason"), StringComparison.Ordinal);
        Assert.Equal("chatwoot_server_error", head.GetProperty("failure").Text("code"));
        Assert.NotNull(head.Text("nextAttemptAt"));
        var page = await instance.LedgerAsync("?limit=1");
        Assert.InRange(page.GetProperty("oldestUndeliveredSeconds").GetInt64(), 0, 60);
        Assert.Equal(head.Text("receivedAt"), page.Text("oldestUndeliveredAt"));

        await servers.Fake.DisarmAsync(fault, Token);
        var done = await instance.HasStateAsync(head.Id(), "done");
        Assert.Equal(["received", "stored", "attempt", "done"], done.Events().Distinct());
        Assert.Equal(["Hello", "waits", "waits behind it"], (await instance.IncomingAsync(3)).Select(message => message.Content));
        await instance.HasDeliveriesAsync("?state=pending", 0);
        Assert.Null((await instance.LedgerAsync()).Text("oldestUndeliveredAt"));
    }

    [Fact]
    public async Task Reply_WhileThePhoneIsAway_ShowsWhereItComesFrom()
    {
        var instance = await servers.ActivateAsync();
        var first = await instance.OpenChatAsync(servers.NextNumber());
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);
        var reply = await servers.Fake.ReplyAsync(first.ConversationId, "Later", Token);

        var waiting = (await instance.HasDeliveriesAsync($"?messageId={reply}", 1))[0];
        var life = await Eventually.GetAsync(() => instance.DeliveryAsync(waiting.Id()), delivery => delivery.Events().Contains("attempt"));
        Assert.Equal("instance_not_connected", life.GetProperty("failure").Text("code"));
        Assert.Equal((first.ConversationId, reply), (life.GetProperty("chatwoot").GetProperty("conversationId").GetInt32(), life.GetProperty("chatwoot").GetProperty("messageId").GetInt64()));

        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "connected", Token);
        await instance.HasStateAsync(waiting.Id(), "done");
    }
}
