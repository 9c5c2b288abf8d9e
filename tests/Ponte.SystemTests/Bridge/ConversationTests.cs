using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>One contact and one conversation per chat, whatever happens around them.</summary>
[Collection(typeof(ChatServers))]
public sealed class ConversationTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customer_FirstMessage_CreatesTheContactWithNameAndNumber()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();

        await instance.CustomerWritesAsync(number, "Hello", name: "Maria");
        var message = Assert.Single(await instance.IncomingAsync(1));

        var contact = await ContactAsync(number);
        Assert.Equal(("Maria", "+" + number), (contact.Name, contact.PhoneNumber));
        Assert.Equal(contact.Identifier, message.ContactIdentifier);
        Assert.DoesNotContain('.', Assert.Single(await instance.ConversationsAsync()).ContactSourceId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KnownChat_EachMessage_CostsOneCall(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        await instance.HeardAsync(first.ConversationId);
        await instance.OpenChatAsync(number, "second");
        var since = DateTimeOffset.UtcNow;

        for (var i = 0; i < 20; i++)
        {
            await instance.CustomerWritesAsync(number, $"message {i}");
        }

        await instance.IncomingAsync(22);
        var calls = await ChatCallsAsync(since);
        Assert.Equal(20, calls.Count);
        Assert.All(calls, call => Assert.Equal($"/api/v1/accounts/2/conversations/{first.ConversationId}/messages", call.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NewContact_ThirtyMessagesAtOnce_MakesOneContactAndOneConversation(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => instance.CustomerWritesAsync(number, $"message {i}")));

        var arrived = await instance.IncomingAsync(30);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"message {i}").Order(), arrived.Select(m => m.Content).Order());
        Assert.Single(await instance.ConversationsAsync());
        await ContactAsync(number);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TwentyNewContacts_AtOnce_MakeOneConversationEach(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var numbers = Enumerable.Range(0, 20).Select(_ => servers.NextNumber()).ToList();

        await Task.WhenAll(numbers.SelectMany(number => new[] { instance.CustomerWritesAsync(number, number), instance.CustomerWritesAsync(number, number) }));

        var arrived = await instance.IncomingAsync(40, TimeSpan.FromSeconds(30));
        Assert.Equal(40, arrived.Select(m => m.SourceId).Distinct().Count());
        Assert.All(arrived, message => Assert.Equal("+" + message.Content, message.ContactPhoneNumber));
        Assert.Equal(20, (await instance.ConversationsAsync()).Count);
        Assert.Equal(20, (await servers.Fake.ContactsAsync(Token)).Count(contact => numbers.Contains(contact.PhoneNumber?.TrimStart('+') ?? "")));
    }

    [Fact]
    public async Task SameMessageId_Again_IsAbsorbed()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var id = await instance.CustomerWritesAsync(number, "once");
        await instance.IncomingAsync(1);

        await instance.CustomerWritesAsync(number, "once", id: id);
        await instance.CustomerWritesAsync(number, "fence");

        Assert.Equal(["once", "fence"], (await instance.IncomingAsync(2)).Select(message => message.Content));
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("identifier")]
    public async Task ContactThereAlready_FirstMessage_IsAttachedToIt(string by)
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var contact = by == "phone"
            ? await agent.CreateContactAsync(new { name = "Old friend", phone_number = "+" + number })
            : await agent.CreateContactAsync(new { name = "Old friend", identifier = number + "@s.whatsapp.net" });

        var first = await instance.OpenChatAsync(number);
        var second = await instance.OpenChatAsync(number, "Me again");

        Assert.Equal(first.ConversationId, second.ConversationId);
        var conversation = await agent.SendAsync(HttpMethod.Get, $"conversations/{first.ConversationId}");
        Assert.Equal(contact, conversation.GetProperty("meta").GetProperty("sender").GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task ConversationDeleted_NextMessage_GoesOnInANewOne()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.SendAsync(HttpMethod.Delete, $"conversations/{first.ConversationId}");
        await Eventually.GetAsync(instance.ConversationsAsync, all => all.Count == 0);

        var second = await instance.OpenChatAsync(number, "Me again");
        var third = await instance.OpenChatAsync(number, "And again");

        Assert.NotEqual(first.ConversationId, second.ConversationId);
        Assert.Equal(second.ConversationId, third.ConversationId);
    }

    [Fact]
    public async Task ContactDeleted_NextMessage_CreatesItAnew()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number);
        var old = await ContactAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.SendAsync(HttpMethod.Delete, $"contacts/{old.Id}");
        await Eventually.GetAsync(() => servers.Fake.ContactsAsync(Token), all => all.All(contact => contact.Id != old.Id));

        var again = await instance.OpenChatAsync(number, "Me again");

        Assert.NotEqual(old.Id, (await ContactAsync(number)).Id);
        Assert.Equal(again.Id, Assert.Single(await instance.MessagesAsync(), message => message.Content == "Me again").Id);
    }

    [Fact]
    public async Task ContactMerged_NextMessage_ArrivesUnderTheOther()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var other = await agent.CreateContactAsync(new { name = "The same person" });
        await agent.SendAsync(
            HttpMethod.Post, "actions/contact_merge", new { base_contact_id = other, mergee_contact_id = (await ContactAsync(number)).Id });
        await instance.HeardAsync(first.ConversationId);

        var second = await instance.OpenChatAsync(number, "Me again");
        await servers.Fake.ToggleStatusAsync(second.ConversationId, "resolved", Token);
        await instance.HeardAsync(second.ConversationId);
        var third = await instance.OpenChatAsync(number, "And again");

        Assert.Equal(first.ConversationId, second.ConversationId);
        var conversation = await agent.SendAsync(HttpMethod.Get, $"conversations/{third.ConversationId}");
        Assert.Equal(other, conversation.GetProperty("meta").GetProperty("sender").GetProperty("id").GetInt64());
        Assert.Equal(3, (await instance.IncomingAsync(3)).Count);
    }

    // What catch-up reads is no call for a message.
    private async Task<List<FakeRequest>> ChatCallsAsync(DateTimeOffset since) =>
    [
        .. (await servers.Fake.RequestsAsync(Token)).Where(request => request.At > since && (
            request.Path.Contains("/contact", StringComparison.Ordinal) ||
            (request.Path.Contains("/conversations/", StringComparison.Ordinal) && !request.Path.Contains("after=", StringComparison.Ordinal)) ||
            (request.Method == "POST" && request.Path.EndsWith("/conversations", StringComparison.Ordinal)))),
    ];

    private async Task<FakeContact> ContactAsync(string number) =>
        Assert.Single(await servers.Fake.ContactsAsync(Token), contact => contact.PhoneNumber == "+" + number);
}
