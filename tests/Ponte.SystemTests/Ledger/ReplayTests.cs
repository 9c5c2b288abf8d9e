using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Ledger;

[Collection(typeof(LedgerServers))]
public sealed class ReplayTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_RefusedByChatwoot_IsShownOnceWhenReplayed(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{first.ConversationId}/messages$", 422, """{"error":"odd"}""", Times: 1), Token);
        await instance.CustomerWritesAsync(number, "refused");
        var failed = (await instance.HasDeliveriesAsync("?state=failed", 1))[0];
        Assert.Equal("chatwoot_invalid", failed.GetProperty("failure").Text("code"));
        Assert.NotNull(failed.Text("failedAt"));

        Assert.Equal(200, (await instance.DoAsync(failed.Id(), "replay")).Status);

        var done = await instance.HasStateAsync(failed.Id(), "done");
        Assert.Equal(["received", "stored", "attempt", "replayed", "done"], done.Events());
        Assert.Equal(["Hello", "refused"], (await instance.IncomingAsync(2)).Select(message => message.Content));
        Assert.Equal(
            Answer.Error(409, "This delivery is done already. Only failed deliveries can be replayed."), await instance.DoAsync(failed.Id(), "replay"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reply_RefusedByWhatsApp_IsSentOnceAndTheAgentSeesIt(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await instance.Gateway.Http.RefuseAsync(instance.Name, count: 2, code: 400, cancellationToken: Token);
        var message = await agent.PostAsync(chat.ConversationId, new { content = "Please" });
        Assert.NotNull(await agent.HasStatusAsync(chat.ConversationId, message, "failed"));
        var failed = (await instance.HasDeliveriesAsync("?state=failed", 1))[0];

        // Refused once more: still failed, and still there to replay.
        Assert.Equal(200, (await instance.DoAsync(failed.Id(), "replay")).Status);
        await Eventually.GetAsync(() => instance.DeliveryAsync(failed.Id()), life => life.Events().Count(what => what == "failed") == 1 && life.Text("replayedAt") is not null);
        await instance.HasDeliveriesAsync("?state=failed", 1);
        Assert.Equal(200, (await instance.DoAsync(failed.Id(), "replay")).Status);

        Assert.Null(await agent.HasStatusAsync(chat.ConversationId, message, "sent"));
        await instance.HeardAsync(chat.ConversationId);
        var sent = Assert.Single(await instance.SentAsync(1), text => text.Text == "Please");
        Assert.Equal(failed.Text("targetId"), sent.MessageId);
    }

    [Fact]
    public async Task Reply_OfTwoRefusedParts_IsFailedUntilBothWereSent()
    {
        var instance = await servers.ActivateAsync();
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await instance.Gateway.Http.RefuseAsync(instance.Name, count: 2, code: 400, cancellationToken: Token);
        var message = await agent.AttachAsync(chat.ConversationId, "Two", AgentFile.Png(), AgentFile.Pdf());
        var failed = await instance.HasDeliveriesAsync("?state=failed&destination=whatsapp", 2);

        await instance.DoAsync(failed[0].Id(), "replay");
        await instance.HasStateAsync(failed[0].Id(), "done");
        await instance.HeardAsync(chat.ConversationId);
        await agent.HasStatusAsync(chat.ConversationId, message, "failed");
        await instance.DoAsync(failed[1].Id(), "replay");

        Assert.Null(await agent.HasStatusAsync(chat.ConversationId, message, "sent"));
        await instance.HeardAsync(chat.ConversationId);
        Assert.Equal(["document", "image"], (await instance.SentAsync(4)).Select(part => part.Media).OfType<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reply_ThatTheAgentHasSentAgain_IsNotReplayedAsWell(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await instance.Gateway.Http.RefuseAsync(instance.Name, count: 1, code: 400, cancellationToken: Token);
        var message = await agent.PostAsync(chat.ConversationId, new { content = "Please" });
        await agent.HasStatusAsync(chat.ConversationId, message, "failed");
        await agent.RetryAsync(chat.ConversationId, message);
        await instance.SentAsync(1);

        var rows = await instance.HasDeliveriesAsync($"?messageId={message}&destination=whatsapp", 2);
        Assert.Equal(
            Answer.Error(409, $"The agent has sent this again from Chatwoot as delivery {rows[0].Id()}: replaying this one would send it twice."),
            await instance.DoAsync(rows[1].Id(), "replay"));
        Assert.Equal(0, await instance.DoAllAsync("replay", new { destination = "whatsapp" }));
        Assert.Equal(1, await instance.DoAllAsync("discard", new { destination = "whatsapp" }));
        await instance.HeardAsync(chat.ConversationId);
        Assert.Equal("sent", (await agent.MessageAsync(chat.ConversationId, message)).Text("status"));
        Assert.Single(await instance.SentAsync(2), text => text.Text == "Please");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lane_OfARemovedIntegration_IsReplayedIntoTheNextInboxInOrder(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var (number, other) = (servers.NextNumber(), servers.NextNumber());
        await instance.OpenChatAsync(number);
        await instance.OpenChatAsync(other);
        await instance.HasDeliveriesAsync("?state=pending", 0);
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "POST", "/messages$"), Token);
        for (var i = 0; i < 5; i++)
        {
            await instance.CustomerWritesAsync(number, $"waits {i}");
        }

        await instance.CustomerWritesAsync(other, "of another chat");
        await instance.HasDeliveriesAsync("?state=pending&kind=message", 6);
        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/chatwoot/delete/{instance.Name}", null, 200, Token);
        var failed = await instance.HasDeliveriesAsync("?state=failed&kind=message", 6);
        await servers.Fake.DisarmAsync(fault, Token);
        Assert.Equal("integration_removed", failed[0].GetProperty("failure").Text("code"));
        var refusal = Answer.Error(
            409, $"This instance has no Chatwoot integration to deliver to. Activate one with POST /api/chatwoot/set/{instance.Name}, then replay.");
        Assert.Equal(refusal, await instance.DoAsync(failed[0].Id(), "replay"));
        Assert.Equal(refusal, await instance.Gateway.Http.AskAsync(HttpMethod.Post, $"/api/deliveries/{instance.Name}/replay", """{"destination":"chatwoot"}"""));

        await instance.ActivateAsync();
        Assert.Equal(5, await instance.DoAllAsync("replay", new { chat = number, destination = "chatwoot" }));

        var shown = await instance.IncomingAsync(5, TimeSpan.FromSeconds(60));
        Assert.Equal(["waits 0", "waits 1", "waits 2", "waits 3", "waits 4"], shown.Select(message => message.Content));
        Assert.Equal(1, await instance.DoAllAsync("replay", new { destination = "chatwoot" }));
        Assert.Equal("of another chat", (await instance.IncomingAsync(6, TimeSpan.FromSeconds(60)))[5].Content);
    }
}
