namespace Ponte.SystemTests.WhatsApp;

/// <summary>One person is one chat, one contact and one conversation, however WhatsApp addresses them.</summary>
[Collection(typeof(PhoneServers))]
public sealed class IdentityTests(LinkedServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customer_AddressedByLidAndByNumber_IsOneConversation()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();

        await shop.CustomerWritesAsync(customer, "by number", new { addressing = "pn" });
        await shop.CustomerWritesAsync(customer, "by lid", new { addressing = "lid" });
        var arrived = await shop.IncomingAsync(2);
        await shop.ReplyAsync(arrived[0].ConversationId, "to one person");

        Assert.Single(arrived.Select(message => message.ConversationId).Distinct());
        Assert.All(arrived, message => Assert.Equal("+" + customer, message.ContactPhoneNumber));
        Assert.Equal("to one person", Assert.Single(await shop.CustomerHasAsync(customer, 1)).Text);
    }

    [Fact]
    public async Task Customer_KnownByLidOnly_GetsTheNumberWhenItIsLearned()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();

        await shop.CustomerWritesAsync(customer, "who am I?", new { addressing = "lid", hideAlternate = true });
        var first = Assert.Single(await shop.IncomingAsync(1));
        Assert.Null(first.ContactPhoneNumber);
        await shop.ReplyAsync(first.ConversationId, "to a lid");
        await shop.CustomerHasAsync(customer, 1);
        await shop.CustomerWritesAsync(customer, "now you know", new { addressing = "lid" });
        var arrived = await shop.IncomingAsync(2);

        Assert.Single(arrived.Select(message => message.ConversationId).Distinct());
        await Eventually.GetAsync(
            () => servers.Chatwoot.MessagesAsync(shop.InboxId, cancellationToken: Token),
            messages => messages.All(message => message.ContactPhoneNumber == "+" + customer));
        Assert.Single(await servers.Chatwoot.ContactsAsync(Token), contact => contact.PhoneNumber == "+" + customer);
    }

    // The number's stanza does not tell the LID: the engine asks WhatsApp for it before it decrypts.
    [Fact]
    public async Task Customer_AddressedByEitherNameAlone_IsOneConversationAndOneContact()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();

        await shop.CustomerWritesAsync(customer, "by lid alone", new { addressing = "lid", hideAlternate = true });
        await shop.IncomingAsync(1);
        await shop.CustomerWritesAsync(customer, "by number alone", new { addressing = "pn", hideAlternate = true });
        await shop.CustomerWritesAsync(customer, "with both", new { addressing = "lid" });
        var arrived = await shop.IncomingAsync(3);
        await shop.ReplyAsync(arrived[0].ConversationId, "to one person");

        Assert.Equal(["by lid alone", "by number alone", "with both"], arrived.Select(message => message.Content));
        Assert.Single(arrived.Select(message => message.ConversationId).Distinct());
        Assert.Equal("to one person", Assert.Single(await shop.CustomerHasAsync(customer, 1)).Text);
        await Eventually.GetAsync(
            () => servers.Chatwoot.MessagesAsync(shop.InboxId, cancellationToken: Token),
            messages => messages.All(message => message.ContactPhoneNumber == "+" + customer));
    }
}
