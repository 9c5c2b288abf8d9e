using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What of Chatwoot reaches WhatsApp, and what never does.</summary>
[Collection(typeof(TroubleServers))]
public sealed class ReplyTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replies_WrittenFast_ArriveInTheOrderOfTheirIds(bool onPostgres)
    {
        // Far apart on the cable, so that neighbours swap.
        await servers.Fake.SetAsync(new { cableDelayMin = 0, cableDelayMax = 100 }, Token);
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var question = await instance.OpenChatAsync(servers.NextNumber());

        var ids = new List<(long Id, string Text)>();
        for (var i = 0; i < 40; i++)
        {
            ids.Add((await servers.Fake.ReplyAsync(question.ConversationId, $"reply {i}", Token), $"reply {i}"));
        }

        var sent = await instance.SentAsync(40);
        Assert.Equal(ids.OrderBy(reply => reply.Id).Select(reply => reply.Text), sent.Select(message => message.Text));
        Assert.Equal(40, sent.Select(message => message.MessageId).Distinct().Count());
        await servers.Fake.SetAsync(new { cableDelayMin = 1, cableDelayMax = 20 }, Token);
    }

    [Fact]
    public async Task NotForTheCustomer_NeverGoesOut()
    {
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);

        await agent.PostAsync(question.ConversationId, new { content = "private note", @private = true });
        await agent.PostAsync(question.ConversationId, new { content = "incoming by hand", message_type = "incoming" });
        await agent.PostAsync(question.ConversationId, new { content = "activity", message_type = "activity" });
        await agent.PostAsync(question.ConversationId, new { content = "of a bridge", source_id = "3EB0AAAAAAAAAAAAAAAA" });
        await servers.Fake.ToggleStatusAsync(question.ConversationId, "snoozed", Token);
        await servers.Fake.ToggleStatusAsync(question.ConversationId, "open", Token);

        Assert.Empty(await instance.HeardAsync(question.ConversationId));
    }

    [Theory]
    [InlineData("resolved")]
    [InlineData("snoozed")]
    [InlineData("pending")]
    public async Task Reply_InAConversationThatIsNotOpen_GoesOut(string status)
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var question = await instance.OpenChatAsync(number);
        await servers.Fake.ToggleStatusAsync(question.ConversationId, status, Token);

        await servers.Fake.ReplyAsync(question.ConversationId, "One more thing", Token);

        Assert.Equal((number + "@s.whatsapp.net", "One more thing"), Assert.Single((await instance.SentAsync(1)).Select(sent => (sent.Chat, sent.Text))));
        Assert.Equal(status, Assert.Single(await instance.ConversationsAsync()).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Conversation_StartedByAnAgent_ReachesTheContactsNumber(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var contact = await agent.CreateContactAsync(new { name = "Maria", phone_number = "+" + number });
        var conversation = await agent.StartConversationAsync(instance.InboxId, contact);

        await servers.Fake.ReplyAsync(conversation, "Your order is here", Token);
        var sent = Assert.Single(await instance.SentAsync(1));
        var answer = await instance.OpenChatAsync(number, "Coming");

        Assert.Equal((number + "@s.whatsapp.net", "Your order is here"), (sent.Chat, sent.Text));
        Assert.Equal(conversation, answer.ConversationId);
        Assert.Single(await servers.Fake.ContactsAsync(Token), known => known.PhoneNumber == "+" + number);
    }

    [Fact]
    public async Task Conversation_WithAContactWithoutANumber_FailsVisibly()
    {
        var instance = await servers.ActivateAsync();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var conversation = await agent.StartConversationAsync(instance.InboxId, await agent.CreateContactAsync(new { name = "Nobody" }));

        var reply = await servers.Fake.ReplyAsync(conversation, "Hello?", Token);

        var failed = await FailedAsync(agent, conversation, reply);
        Assert.Equal("This contact has no phone number, so Ponte does not know whom to write to on WhatsApp.", failed);
        Assert.Empty(await instance.SentAsync(0));
    }

    [Fact]
    public async Task Text_ThatLooksLikeLiquid_StaysAsWritten()
    {
        const string Text = "Use {{contact.name}} and {% if x %}…{% endif %} \\ *bold* \"quoted\" <b> 😀\nsecond line";
        var instance = await servers.ActivateAsync();

        // What WhatsApp shows bold is bold; everything else are the customer's characters.
        Assert.Equal(Text.Replace("*bold*", "**bold**", StringComparison.Ordinal), (await instance.OpenChatAsync(servers.NextNumber(), Text)).Content);
    }

    [Fact]
    public async Task Text_OfFullLength_ArrivesWhole()
    {
        var text = new string('ã', 65_536);
        var instance = await servers.ActivateAsync();

        Assert.Equal(text, (await instance.OpenChatAsync(servers.NextNumber(), text)).Content);
    }

    private static async Task<string?> FailedAsync(ChatwootAgent agent, int conversationId, long messageId)
    {
        var message = await Eventually.GetAsync<JsonElement>(
            () => agent.MessageAsync(conversationId, messageId), shown => shown.GetProperty("status").GetString() == "failed");
        return message.GetProperty("content_attributes").GetProperty("external_error").GetString();
    }
}
