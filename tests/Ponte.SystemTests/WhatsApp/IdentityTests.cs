namespace Ponte.SystemTests.WhatsApp;

/// <summary>One person is one chat, one contact and one conversation, however WhatsApp addresses them.</summary>
public sealed class IdentityTests(LinkedServers servers) : IClassFixture<LinkedServers>
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

    [Fact]
    public async Task Customer_WithTwoChats_IsHealedIntoTheOlderOne()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();

        await shop.CustomerWritesAsync(customer, "by lid alone", new { addressing = "lid", hideAlternate = true });
        await shop.IncomingAsync(1);
        await shop.CustomerWritesAsync(customer, "by number alone", new { addressing = "pn", hideAlternate = true });
        var before = await shop.IncomingAsync(2);
        await shop.CustomerWritesAsync(customer, "with both", new { addressing = "lid" });
        var after = await shop.IncomingAsync(3);

        Assert.Equal(2, before.Select(message => message.ConversationId).Distinct().Count());
        Assert.Equal(before[0].ConversationId, after[2].ConversationId);
        await Eventually.GetAsync(
            () => servers.Chatwoot.ContactsAsync(Token),
            contacts => contacts.Count(contact => contact.PhoneNumber == "+" + customer) == 1);
        await shop.ReplyAsync(before[1].ConversationId, "in the old conversation");
        Assert.Equal("in the old conversation", Assert.Single(await shop.CustomerHasAsync(customer, 1)).Text);
    }
}
