using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What agents did to messages that stand while the cable was cut. The whole account is deaf meanwhile.</summary>
[Collection(typeof(DeafServers))]
public sealed class MissedChangesTests(Servers servers)
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(90);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeletionAndRetry_WhileTheCableIsCut_AreCarriedOverOnce(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var question = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var regretted = await agent.AttachAsync(question.ConversationId, "Two", AgentFile.Png(), AgentFile.Pdf());
        var sent = await instance.SentAsync(2);
        await instance.Gateway.Http.RefuseAsync(instance.Name, count: 1, code: 400, cancellationToken: Token);
        var refused = await servers.Fake.ReplyAsync(question.ConversationId, "Try again", Token);
        await agent.HasStatusAsync(question.ConversationId, refused, "failed");
        await CutAsync();

        await agent.DeleteAsync(question.ConversationId, regretted);
        await agent.RetryAsync(question.ConversationId, refused);
        await servers.Fake.CableAsync("accept", Token);

        var all = await instance.SentAsync(5, Reconnect);
        Assert.Equal(sent.Select(part => part.MessageId).Order(), all.Where(message => message.Type == "delete").Select(message => message.Target!).Order());
        Assert.Single(all, message => message.Text == "Try again");

        // A further review finds nothing more to do.
        await CutAsync();
        await servers.Fake.CableAsync("accept", Token);
        await ReviewedAsync(question.ConversationId);
        Assert.Equal(5, (await instance.HeardAsync(question.ConversationId)).Count);
    }

    [Fact]
    public async Task Deletion_OfAMessageThatWaits_WhileTheCableIsCut_ItIsNeverSent()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        var ear = await servers.ActivateAsync();
        var heard = await ear.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);
        var regretted = await servers.Fake.ReplyAsync(question.ConversationId, "Too hasty", Token);
        await ear.HeardAsync(heard.ConversationId);
        await CutAsync();

        await agent.DeleteAsync(question.ConversationId, regretted);
        await servers.Fake.CableAsync("accept", Token);
        await ReviewedAsync(question.ConversationId);
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "connected", Token);

        Assert.Empty(await instance.HeardAsync(question.ConversationId));
    }

    [Fact]
    public async Task OwnReport_ThatStillWaits_IsNoRetry()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await servers.Fake.ReplyAsync(question.ConversationId, "Sent before", Token);
        await instance.SentAsync(1);
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "PATCH", $"/conversations/{question.ConversationId}/messages/"), Token);
        await instance.Gateway.Http.RefuseAsync(instance.Name, count: 1, code: 400, cancellationToken: Token);
        var refused = await servers.Fake.ReplyAsync(question.ConversationId, "Refused for good", Token);
        await Eventually.GetAsync(() => servers.Fake.FaultsAsync(Token), faults => faults.Single(known => known.Rule.Id == fault).Hits > 0);

        await CutAsync();
        await servers.Fake.CableAsync("accept", Token);
        await ReviewedAsync(question.ConversationId);
        await servers.Fake.DisarmAsync(fault, Token);

        // The report's pauses have grown while it was refused.
        var why = await agent.HasStatusAsync(question.ConversationId, refused, "failed", Reconnect);
        Assert.StartsWith("WhatsApp refused this message", why, StringComparison.Ordinal);
        Assert.Equal("Sent before", Assert.Single(await instance.HeardAsync(question.ConversationId)).Text);
    }

    private async Task CutAsync()
    {
        await servers.Fake.CableAsync("refuse", Token);
        await servers.Fake.CableAsync("drop", Token);
        await Eventually.HoldsAsync(async () => await servers.Fake.CableSubscriptionsAsync(Token) == 0);
    }

    // The conversation has been asked for twice since now: by the pass behind its cursor, and by the review from an older message on.
    private async Task ReviewedAsync(int conversationId)
    {
        var before = await ReadsAsync(conversationId);
        await Eventually.HoldsAsync(async () => await ReadsAsync(conversationId) > before + 1, Reconnect);
    }

    private async Task<int> ReadsAsync(int conversationId) =>
        (await servers.Fake.RequestsAsync(Token)).Count(request => request.Method == "GET" && request.Path.Contains($"/conversations/{conversationId}/messages?after", StringComparison.Ordinal));
}
