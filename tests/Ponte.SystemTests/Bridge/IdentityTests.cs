using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>One person is one chat, one contact and one conversation, whichever address WhatsApp uses and whenever it is learned.</summary>
[Collection(typeof(ChatServers))]
public sealed class IdentityTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LidFirst_NumberLearned_ContactGetsItAndTheConversationGoesOn(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var (lid, number) = NextPerson();
        var first = await instance.OpenChatAsync(lid, name: "Maria");
        Assert.Equal((null, lid), (first.ContactPhoneNumber, first.ContactIdentifier));

        var second = await instance.OpenChatAsync(lid, "Me again", alias: number);
        var third = await instance.OpenChatAsync(number, "By number");

        Assert.Equal([first.ConversationId, first.ConversationId], [second.ConversationId, third.ConversationId]);
        var contact = await HealedAsync(number, lid);
        Assert.Equal(("Maria", lid), (contact.Name, contact.Identifier));
        Assert.Single(await instance.ConversationsAsync());
    }

    [Fact]
    public async Task NumberFirst_LidLearned_NothingChangesForTheAgent()
    {
        var instance = await servers.ActivateAsync();
        var (lid, number) = NextPerson();
        var first = await instance.OpenChatAsync(number, name: "Maria");

        var second = await instance.OpenChatAsync(lid, "By LID", alias: number);
        var third = await instance.OpenChatAsync(lid, "By LID alone");
        await servers.Fake.ReplyAsync(first.ConversationId, "reply", Token);

        Assert.Equal([first.ConversationId, first.ConversationId], [second.ConversationId, third.ConversationId]);
        var contact = await HealedAsync(number, lid);
        Assert.Equal(number + "@s.whatsapp.net", contact.Identifier);
        Assert.Equal(lid, Assert.Single(await instance.SentAsync(1)).Chat);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task BothHaveConversations_Learned_GoesOnInTheOlderAndRepliesInEitherArrive(bool onPostgres, bool lidFirst)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var (lid, number) = NextPerson();
        var older = await instance.OpenChatAsync(lidFirst ? lid : number, name: lidFirst ? null : "Maria");
        var younger = await instance.OpenChatAsync(lidFirst ? number : lid, name: lidFirst ? "Maria" : null);
        Assert.NotEqual(older.ConversationId, younger.ConversationId);

        var third = await instance.OpenChatAsync(lid, "One person", alias: number);
        var contact = await HealedAsync(number, lid);
        await servers.Fake.ReplyAsync(younger.ConversationId, "in the younger", Token);
        await instance.SentAsync(1);
        await servers.Fake.ReplyAsync(older.ConversationId, "in the older", Token);
        var sent = await instance.SentAsync(2);
        var fourth = await instance.OpenChatAsync(number, "And again");

        Assert.Equal([older.ConversationId, older.ConversationId], [third.ConversationId, fourth.ConversationId]);
        Assert.Equal("Maria", contact.Name);
        Assert.Equal(["in the younger", "in the older"], sent.Select(message => message.Text));
        Assert.All(sent, message => Assert.Equal(lid, message.Chat));
        Assert.All(await instance.MessagesAsync(), message => Assert.Equal("+" + number, message.ContactPhoneNumber));
    }

    [Fact]
    public async Task BothHaveConversations_OlderIsResolved_GoesOnWhereItIsOpen()
    {
        var instance = await servers.ActivateAsync();
        var (lid, number) = NextPerson();
        var older = await instance.OpenChatAsync(lid);
        var younger = await instance.OpenChatAsync(number);
        await servers.Fake.ToggleStatusAsync(older.ConversationId, "resolved", Token);
        await instance.HeardAsync(younger.ConversationId);

        await instance.CustomerWritesAsync(lid, "One person", alias: number);
        await HealedAsync(number, lid);
        var after = await instance.OpenChatAsync(number, "And again");

        Assert.Equal(younger.ConversationId, after.ConversationId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ContactMadeByHandWithTheNumber_Learned_KeepsItsNameAndNoSecondStays(bool otherForm)
    {
        var instance = await servers.ActivateAsync();
        var (lid, number, shorter) = NextBrazilian();
        var first = await instance.OpenChatAsync(lid, name: "maria");
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var byHand = await agent.CreateContactAsync(new { name = "Dona Maria (VIP)", phone_number = "+" + number });

        await instance.CustomerWritesAsync(lid, "Now you know", alias: otherForm ? shorter : number);
        var contact = await HealedAsync(number, lid);
        var after = await instance.OpenChatAsync(lid, "And again");

        Assert.Equal((byHand, "Dona Maria (VIP)", lid), (contact.Id, contact.Name, contact.Identifier));
        Assert.Equal(first.ConversationId, after.ConversationId);
        Assert.DoesNotContain(await servers.Fake.ContactsAsync(Token), other => other.PhoneNumber == "+" + shorter);
    }

    [Fact]
    public async Task BrazilianForms_CustomerAndContactDiffer_AreOneContactAndRepliesGoWhereWhatsAppIs()
    {
        var instance = await servers.ActivateAsync();
        var (_, number, shorter) = NextBrazilian();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var byHand = await agent.CreateContactAsync(new { name = "Maria", phone_number = "+" + number });
        var started = await agent.StartConversationAsync(instance.InboxId, byHand);
        await servers.Fake.ReplyAsync(started, "We write first", Token);
        await instance.SentAsync(1);

        var answer = await instance.OpenChatAsync(shorter);
        await servers.Fake.ReplyAsync(started, "And answer", Token);

        Assert.Equal(started, answer.ConversationId);
        Assert.Equal([number, shorter], (await instance.SentAsync(2)).Select(message => message.Chat.Split('@')[0]));
        Assert.DoesNotContain(await servers.Fake.ContactsAsync(Token), contact => contact.PhoneNumber == "+" + shorter);
    }

    [Fact]
    public async Task BrazilianForms_ContactMadeByHand_IsFoundAtTheFirstMessage()
    {
        var instance = await servers.ActivateAsync();
        var (_, number, shorter) = NextBrazilian();
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var byHand = await agent.CreateContactAsync(new { name = "Maria", phone_number = "+" + shorter });

        await instance.OpenChatAsync(number);

        var contact = Assert.Single(await servers.Fake.ContactsAsync(Token), contact => contact.PhoneNumber == "+" + shorter || contact.PhoneNumber == "+" + number);
        Assert.Equal(byHand, contact.Id);
    }

    [Fact]
    public async Task BrazilianForms_LidAndNumberHaveChats_LearnedInTheOtherForm_AreMerged()
    {
        var instance = await servers.ActivateAsync();
        var (lid, number, shorter) = NextBrazilian();
        var older = await instance.OpenChatAsync(number, name: "Maria");
        await instance.OpenChatAsync(lid);

        var third = await instance.OpenChatAsync(lid, "One person", alias: shorter);

        await HealedAsync(number, lid);
        Assert.Equal(older.ConversationId, third.ConversationId);
    }

    [Fact]
    public async Task NumberChangedHands_IsNotTheFormerOwnersChat()
    {
        var instance = await servers.ActivateAsync();
        var (lid, number) = NextPerson();
        var (newOwner, _) = NextPerson();
        var former = await instance.OpenChatAsync(lid, name: "Maria", alias: number);

        var later = await instance.OpenChatAsync(newOwner, "I am new here", name: "Paulo", alias: number);
        var again = await instance.OpenChatAsync(lid, "Still me");
        await servers.Fake.ReplyAsync(former.ConversationId, "to Maria", Token);

        Assert.Equal(former.ConversationId, again.ConversationId);
        Assert.Equal(lid, Assert.Single(await instance.SentAsync(1)).Chat);
        Assert.NotEqual(former.ConversationId, later.ConversationId);
    }

    [Fact]
    public async Task ChatwootIsAway_Learned_HealsWhenItIsBackAndKeepsTheOrder()
    {
        var instance = await servers.ActivateAsync();
        var (lid, number) = NextPerson();
        var older = await instance.OpenChatAsync(lid);
        await instance.OpenChatAsync(number);
        var outage = await servers.Fake.ArmAsync(new FakeFault("status", Path: "^/api/", Status: 503), Token);
        for (var i = 0; i < 6; i++)
        {
            await instance.CustomerWritesAsync(i % 2 == 0 ? number : lid, $"waiting {i}");
        }

        await instance.CustomerWritesAsync(lid, "waiting 6", alias: number);
        await instance.CustomerWritesAsync(number, "waiting 7");
        await servers.Fake.DisarmAsync(outage, Token);

        var arrived = await instance.IncomingAsync(10, TimeSpan.FromSeconds(60));
        await HealedAsync(number, lid);

        // What came before it was learned keeps its order by name; whether Chatwoot came back first decides where the younger chat's went.
        var waited = arrived.Skip(2).Select(message => message.Content!).ToList();
        Assert.Equal(["waiting 0", "waiting 2", "waiting 4"], waited.Where(text => text is "waiting 0" or "waiting 2" or "waiting 4"));
        Assert.Equal(["waiting 1", "waiting 3", "waiting 5", "waiting 6", "waiting 7"], waited.Where(text => text is not ("waiting 0" or "waiting 2" or "waiting 4")));
        Assert.Equal(["waiting 6", "waiting 7"], waited.TakeLast(2));
        Assert.All(arrived.TakeLast(2), message => Assert.Equal(older.ConversationId, message.ConversationId));
    }

    // Exactly one contact is left of all that had one of the names.
    private Task<FakeContact> HealedAsync(string number, string lid) => Eventually.GetAsync(
        async () => Assert.Single(await servers.Fake.ContactsAsync(Token), contact =>
            contact.PhoneNumber == "+" + number || contact.Identifier == lid || contact.Identifier == number + "@s.whatsapp.net"),
        contact => contact.PhoneNumber == "+" + number,
        TimeSpan.FromSeconds(30));

    private (string Lid, string Number) NextPerson() => (servers.NextNumber() + "@lid", servers.NextNumber());

    private (string Lid, string Number, string Shorter) NextBrazilian()
    {
        var tail = servers.NextNumber()[^7..];
        return (servers.NextNumber() + "@lid", string.Create(CultureInfo.InvariantCulture, $"553199{tail}"), string.Create(CultureInfo.InvariantCulture, $"55319{tail}"));
    }
}
