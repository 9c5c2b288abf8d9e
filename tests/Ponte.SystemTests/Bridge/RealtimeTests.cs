using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>Replies that the realtime connection did not tell: catch-up finds them. The whole account is deaf meanwhile.</summary>
[Collection(typeof(DeafServers))]
public sealed class RealtimeTests(Servers servers)
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replies_WrittenWhileTheCableIsCut_ArriveInOrder(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var question = await instance.OpenChatAsync(servers.NextNumber());
        await CutAsync("refuse");

        await ReplyAsync(question, 0, 5);
        await servers.Fake.CableAsync("accept", Token);
        await ReplyAsync(question, 5, 10);

        await AssertSentInOrderAsync(instance, 10);
    }

    [Fact]
    public async Task Replies_WrittenWhileConfirmationsAreMuted_ArriveInOrder()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        await CutAsync("mute_confirmations");

        await ReplyAsync(question, 0, 5);
        await servers.Fake.CableAsync("unmute_confirmations", Token);

        await AssertSentInOrderAsync(instance, 5);
    }

    [Fact]
    public async Task Replies_WhoseEventsWereLost_AreFoundAtTheNextPass()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        await servers.Fake.CableAsync("mute_events", Token);
        await ReplyAsync(question, 0, 5);
        await servers.Fake.ToggleStatusAsync(question.ConversationId, "resolved", Token);
        await servers.Fake.CableAsync("unmute_events", Token);

        // A subscription that begins is followed by a pass, as the clock is every two minutes.
        await servers.Fake.CableAsync("drop", Token);

        await AssertSentInOrderAsync(instance, 5);
    }

    [Fact]
    public async Task Reply_WhoseEventIsLost_GoesBeforeTheNextOne()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        await servers.Fake.CableAsync("mute_events", Token);
        await ReplyAsync(question, 0, 3);
        await servers.Fake.CableAsync("unmute_events", Token);

        // The connection stands all the while; the one reply that is told of leads to those before it.
        await ReplyAsync(question, 3, 4);

        await AssertSentInOrderAsync(instance, 4);
    }

    [Fact]
    public async Task Replies_WhenTheConversationCannotBeReadAtOnce_ArriveInOrder()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "GET", $"/conversations/{question.ConversationId}/messages", Status: 500, Times: 2), Token);
        await ReplyAsync(question, 0, 5);

        await AssertSentInOrderAsync(instance, 5);
        Assert.Equal(2, (await servers.Fake.FaultsAsync(Token)).Single(known => known.Rule.Id == fault).Hits);
    }

    [Fact]
    public async Task Replies_ThatChatwootDoesNotGiveOut_AreToldOfAndArriveInOrder()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "GET", $"/conversations/{question.ConversationId}/messages", Status: 500), Token);
        await ReplyAsync(question, 0, 3);

        await AssertToldAsync(instance, "Chatwoot does not give agents' replies out; they wait until it does.");
        await instance.OpenChatAsync(servers.NextNumber(), "Others are served");
        await AssertToldAsync(instance, "Chatwoot does not give agents' replies out; they wait until it does.");

        await servers.Fake.DisarmAsync(fault, Token);
        await AssertSentInOrderAsync(instance, 3);
        await Eventually.GetAsync(instance.ListAsync, list => list.GetProperty("last_error").GetString()!.Length == 0, describe: list => list.ToString());
    }

    [Fact]
    public async Task Reply_DeletedBeforeItWasHeard_NeverGoesOut()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await CutAsync("refuse");

        // A catch-up pass that is under way must not read it in between.
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "GET", $"/conversations/{question.ConversationId}/messages", Status: 500), Token);
        var regretted = await servers.Fake.ReplyAsync(question.ConversationId, "Wrong chat", Token);
        await agent.SendAsync(HttpMethod.Delete, $"conversations/{question.ConversationId}/messages/{regretted}");
        await servers.Fake.DisarmAsync(fault, Token);

        await servers.Fake.CableAsync("accept", Token);

        Assert.Empty(await HeardAfterReconnectAsync(instance, question));
    }

    [Fact]
    public async Task Conversation_ResolvedUnheard_IsNotWrittenTo()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var question = await instance.OpenChatAsync(number);
        await CutAsync("refuse");
        await servers.Fake.ToggleStatusAsync(question.ConversationId, "resolved", Token);

        // Without the cable nothing is taken for granted: one GET before the POST.
        var second = await instance.OpenChatAsync(number, "Me again");
        await servers.Fake.CableAsync("accept", Token);

        Assert.NotEqual(question.ConversationId, second.ConversationId);
    }

    private async Task CutAsync(string action)
    {
        await servers.Fake.CableAsync(action, Token);
        await servers.Fake.CableAsync("drop", Token);
        await Eventually.HoldsAsync(async () => await servers.Fake.CableSubscriptionsAsync(Token) == 0);
    }

    private async Task ReplyAsync(FakeMessage question, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            await servers.Fake.ReplyAsync(question.ConversationId, $"reply {i}", Token);
        }
    }

    private static async Task AssertSentInOrderAsync(BridgedInstance instance, int count)
    {
        var sent = await instance.SentAsync(count, Reconnect);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"reply {i}"), sent.Select(message => message.Text));
    }

    private static async Task AssertToldAsync(BridgedInstance instance, string sentence) => await Eventually.GetAsync(
        instance.ListAsync,
        list => list.GetProperty("last_error").GetString()!.StartsWith(sentence, StringComparison.Ordinal) && list.GetProperty("status").GetString() == "active",
        describe: list => list.ToString());

    private async Task<IReadOnlyList<SandboxSentText>> HeardAfterReconnectAsync(BridgedInstance instance, FakeMessage question)
    {
        await Eventually.HoldsAsync(async () => await servers.Fake.CableSubscriptionsAsync(Token) > 0, Reconnect);
        return await instance.HeardAsync(question.ConversationId);
    }
}
