using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>Whatever agents do to contacts and conversations, the next message finds a place, once and in order.</summary>
[Collection(typeof(TroubleServers))]
public sealed class ContactTroubleTests(Servers servers)
{
    private static readonly string[] Burst = [.. Enumerable.Range(1, 6).Select(i => $"waiting {i}")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("contacts")]
    [InlineData("conversations")]
    public async Task Deleted_WhileTheCustomerWrites_GoesOnInANewConversation(string what)
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number, name: "Maria");
        await instance.HeardAsync(first.ConversationId);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var id = what == "contacts" ? (await ContactAsync(number)).Id : first.ConversationId;
        await agent.SendAsync(HttpMethod.Delete, $"{what}/{id}");
        await Eventually.HoldsAsync(async () => (await instance.ConversationsAsync()).Count == 0);

        foreach (var text in Burst)
        {
            await instance.CustomerWritesAsync(number, text);
        }

        var arrived = await ArrivedAsync(instance, "waiting", Burst.Length);
        Assert.Equal(Burst, arrived.Select(message => message.Content));
        var conversation = Assert.Single(arrived.Select(message => message.ConversationId).Distinct());
        Assert.NotEqual(first.ConversationId, conversation);
        Assert.Equal("Maria", (await ContactAsync(number)).Name);
        await servers.Fake.ReplyAsync(conversation, "We are here", Token);
        Assert.Equal(number, (await instance.SentAsync(2))[^1].Chat.Split('@')[0]);
    }

    // An agent who deletes and merges while the message looks for its place.
    [Fact]
    public async Task Conversation_NotFoundMoreThanOnce_IsLookedForAgainSoon()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{first.ConversationId}/messages$", 404, """{"error":"Resource could not be found"}""", Times: 4), Token);

        await instance.CustomerWritesAsync(number, "waiting 1");
        await instance.CustomerWritesAsync(number, "waiting 2");

        Assert.Equal(["waiting 1", "waiting 2"], (await ArrivedAsync(instance, "waiting", 2)).Select(message => message.Content));
    }

    [Fact]
    public async Task ContactsOfTwoChats_Merged_EachGoesOnInItsOwnConversation()
    {
        var instance = await servers.ActivateAsync();
        var (one, two) = (servers.NextNumber(), servers.NextNumber());
        var first = await instance.OpenChatAsync(one, name: "Maria");
        var second = await instance.OpenChatAsync(two, name: "Maria's other number");
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var (kept, merged) = ((await ContactAsync(one)).Id, (await ContactAsync(two)).Id);
        await agent.SendAsync(HttpMethod.Post, "actions/contact_merge", new { base_contact_id = kept, mergee_contact_id = merged });

        var found = new List<int>();
        foreach (var number in new[] { one, two, one, two })
        {
            found.Add((await instance.OpenChatAsync(number, "Me again")).ConversationId);
        }

        await servers.Fake.ReplyAsync(first.ConversationId, "to the one", Token);
        await servers.Fake.ReplyAsync(second.ConversationId, "to the other", Token);

        Assert.Equal([first.ConversationId, second.ConversationId, first.ConversationId, second.ConversationId], found);
        var sent = (await instance.SentAsync(2)).ToDictionary(message => message.Text, message => message.Chat.Split('@')[0]);
        Assert.Equal((one, two), (sent["to the one"], sent["to the other"]));
        Assert.Equal(2, (await instance.ConversationsAsync()).Count);
    }

    [Fact]
    public async Task NumberGivenToAnotherChatsContact_FirstMessage_HasAContactOfItsOwn()
    {
        var instance = await servers.ActivateAsync();
        var (one, two) = (servers.NextNumber(), servers.NextNumber());
        var first = await instance.OpenChatAsync(one, name: "Maria");
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.SendAsync(HttpMethod.Patch, $"contacts/{(await ContactAsync(one)).Id}", new { phone_number = "+" + two });

        var second = await instance.OpenChatAsync(two, name: "Paulo");
        var again = await instance.OpenChatAsync(one, "Me again");
        await servers.Fake.ReplyAsync(second.ConversationId, "to Paulo", Token);

        Assert.NotEqual(first.ConversationId, second.ConversationId);
        Assert.Equal(first.ConversationId, again.ConversationId);
        Assert.Equal((null, two + "@s.whatsapp.net"), (second.ContactPhoneNumber, second.ContactIdentifier));
        Assert.Equal(two, Assert.Single(await instance.SentAsync(1)).Chat.Split('@')[0]);
    }

    [Fact]
    public async Task NumberThatExistsTwice_Messages_ArriveInOneConversation()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await servers.Fake.SetAsync(new { raceWindow = 2000 }, Token);
        var twins = await Task.WhenAll(
            agent.CreateContactAsync(new { name = "Maria", phone_number = "+" + number }), agent.CreateContactAsync(new { name = "Maria", phone_number = "+" + number }));
        await servers.Fake.SetAsync(new { raceWindow = 10 }, Token);
        Assert.Equal(2, (await servers.Fake.ContactsAsync(Token)).Count(contact => contact.PhoneNumber == "+" + number));

        var first = await instance.OpenChatAsync(number, name: "maria");
        await instance.Gateway.Http.SetPeopleAsync(instance.Name, "profile", new { chat = number, savedName = "Maria S." }, Token);
        var second = await instance.OpenChatAsync(number, "Me again");

        Assert.Equal(first.ConversationId, second.ConversationId);
        Assert.Equal(twins.Order(), (await servers.Fake.ContactsAsync(Token)).Where(contact => contact.PhoneNumber == "+" + number).Select(contact => contact.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BlockedContact_Writes_ArrivesWhereItWasAndReopensNothing(bool reopenResolved)
    {
        var instance = await servers.ActivateAsync(new { reopenResolved });
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.SendAsync(HttpMethod.Post, $"conversations/{first.ConversationId}/mute");

        foreach (var text in Burst)
        {
            await instance.CustomerWritesAsync(number, text);
        }

        var arrived = await ArrivedAsync(instance, "waiting", Burst.Length);
        Assert.Equal(Burst, arrived.Select(message => message.Content));
        Assert.All(arrived, message => Assert.Equal((first.ConversationId, "resolved"), (message.ConversationId, message.ConversationStatus)));
    }

    [Fact]
    public async Task ConversationStartedByAnAgent_CustomerWritesFirst_ArrivesInIt()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var contact = await agent.CreateContactAsync(new { name = "Maria", phone_number = "+" + number });
        var started = await agent.StartConversationAsync(instance.InboxId, contact);

        var first = await instance.OpenChatAsync(number, name: "maria");
        await servers.Fake.ReplyAsync(started, "Hello Maria", Token);

        Assert.Equal(started, first.ConversationId);
        Assert.Equal(number, Assert.Single(await instance.SentAsync(1)).Chat.Split('@')[0]);
        Assert.Equal("Maria", (await ContactAsync(number)).Name);
    }

    [Fact]
    public async Task NumberThatCannotBe_Writes_IsShownButNotStoredAsANumber()
    {
        var instance = await servers.ActivateAsync();
        const string Impossible = "999900000000001";

        var message = await instance.OpenChatAsync(Impossible);
        await servers.Fake.ReplyAsync(message.ConversationId, "Hello", Token);

        Assert.Equal((null, Impossible + "@s.whatsapp.net"), (message.ContactPhoneNumber, message.ContactIdentifier));
        Assert.Equal("+" + Impossible, Assert.Single(await servers.Fake.ContactsAsync(Token), contact => contact.Identifier == message.ContactIdentifier).Name);
        Assert.Equal(Impossible, Assert.Single(await instance.SentAsync(1)).Chat.Split('@')[0]);
    }

    private static async Task<List<FakeMessage>> ArrivedAsync(BridgedInstance instance, string begin, int count) => await Eventually.GetAsync(
        async () => (await instance.MessagesAsync()).Where(message => message.Content?.StartsWith(begin, StringComparison.Ordinal) == true).ToList(),
        messages => messages.Count >= count,
        TimeSpan.FromSeconds(30));

    private async Task<FakeContact> ContactAsync(string number) =>
        Assert.Single(await servers.Fake.ContactsAsync(Token), contact => contact.PhoneNumber == "+" + number);
}
