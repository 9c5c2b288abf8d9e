namespace Ponte.SystemTests.WhatsApp;

/// <summary>A send is done when WhatsApp has acknowledged it, and only then.</summary>
[Collection(typeof(PhoneServers))]
public sealed class SendTests(LinkedServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ConnectionLostBeforeTheAck_IsRepeatedUnderTheSameId()
    {
        var (shop, customer, conversation) = await OpenChatAsync();
        await servers.WhatsApp.AcksAsync(shop.Number, "withhold", next: 1, cancellationToken: Token);

        await shop.ReplyAsync(conversation, "one");
        await shop.CustomerHasAsync(customer, 1);
        await servers.WhatsApp.ConnectionAsync(shop.Number, "drop", Token);
        await shop.ReplyAsync(conversation, "two");
        var received = await shop.CustomerHasAsync(customer, 2);

        Assert.Equal(["one", "two"], received.Select(message => message.Text));
        Assert.Equal([1, 0], received.Select(message => message.Repeats));
    }

    [Fact]
    public async Task Send_LostWithTheConnection_ArrivesLater()
    {
        var (shop, customer, conversation) = await OpenChatAsync();
        await servers.WhatsApp.AcksAsync(shop.Number, "drop", next: 1, cancellationToken: Token);

        await shop.ReplyAsync(conversation, "one");
        await shop.ReplyAsync(conversation, "two");
        var received = await shop.CustomerHasAsync(customer, 2);

        Assert.Equal(["one", "two"], received.Select(message => message.Text));
        Assert.All(received, message => Assert.Equal(0, message.Repeats));
    }

    [Fact]
    public async Task Send_Refused_FailsVisiblyAndTheLaneGoesOn()
    {
        var (shop, customer, conversation) = await OpenChatAsync();
        await servers.WhatsApp.AcksAsync(shop.Number, "refuse", 463, 1, Token);

        var refused = await shop.ReplyAsync(conversation, "one");
        await shop.ReplyAsync(conversation, "two");
        var received = await shop.CustomerHasAsync(customer, 1);

        Assert.Equal(["two"], received.Select(message => message.Text));
        await Eventually.GetAsync(
            () => servers.Chatwoot.MessagesAsync(shop.InboxId, cancellationToken: Token),
            messages => messages.Single(message => message.Id == refused).Status == "failed");
    }

    [Fact]
    public async Task Retry_AskedForByThePhone_IsAnsweredFromTheStore()
    {
        var (shop, customer, conversation) = await OpenChatAsync();
        await shop.ReplyAsync(conversation, "one");
        var sent = Assert.Single(await shop.CustomerHasAsync(customer, 1));

        await servers.WhatsApp.AskRetryAsync(customer, sent.Id, Token);

        var again = await Eventually.GetAsync(() => servers.WhatsApp.MessagesAsync(customer, Token), messages => messages[0].Retried == 1);
        Assert.Equal("one", Assert.Single(again).Text);
    }

    private async Task<(LinkedInstance Shop, string Customer, int Conversation)> OpenChatAsync()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();
        await shop.CustomerWritesAsync(customer, "hello");
        return (shop, customer, Assert.Single(await shop.IncomingAsync(1)).ConversationId);
    }
}
