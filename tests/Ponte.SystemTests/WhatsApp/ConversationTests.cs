namespace Ponte.SystemTests.WhatsApp;

/// <summary>Text both ways through the real engine: customer, engine, gateway, Chatwoot, and back.</summary>
[Collection(typeof(PhoneServers))]
public sealed class ConversationTests(LinkedServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_FromCustomer_ReachesChatwootAndTheAnswerIsDecrypted()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync(new { name = "Maria" });

        var id = await shop.CustomerWritesAsync(customer, "Is it open today?");
        var question = Assert.Single(await shop.IncomingAsync(1));
        await shop.ReplyAsync(question.ConversationId, "Until six.");
        var answer = Assert.Single(await shop.CustomerHasAsync(customer, 1));

        Assert.Equal("Is it open today?", question.Content);
        Assert.Equal(id, question.SourceId);
        Assert.Equal("+" + customer, question.ContactPhoneNumber);
        Assert.Equal("Until six.", answer.Text);
        Assert.Equal(shop.Number, answer.From);
        Assert.Equal(0, answer.Repeats);
        Assert.Contains(await servers.WhatsApp.ReceiptsAsync(shop.Number, Token), receipt => receipt.Id == id);
    }

    [Theory]
    [InlineData("lid")]
    [InlineData("pn")]
    public async Task Group_TextsOfMembers_ReachOneConversationAndTheAnswerReachesAll(string addressing)
    {
        var shop = await servers.ActivateAsync();
        string[] members = [await servers.AddCustomerAsync(new { name = "Ana" }), await servers.AddCustomerAsync(new { name = "Rui" })];
        var group = await servers.WhatsApp.CreateGroupAsync("Deliveries", shop.Number, members, new { addressing }, Token);

        for (var number = 1; number <= 4; number++)
        {
            await servers.WhatsApp.WriteAsync(members[number % 2], group, $"line {number}", new { addressing }, Token);
        }

        var lines = await shop.IncomingAsync(4);
        await shop.ReplyAsync(lines[0].ConversationId, "Noted.");

        Assert.Single(lines.Select(line => line.ConversationId).Distinct());
        Assert.Equal([1, 2, 3, 4], lines.Select(line => line.Content![^1] - '0'));
        foreach (var member in members)
        {
            var answer = Assert.Single(await shop.CustomerHasAsync(member, 1));
            Assert.Equal(("Noted.", group), (answer.Text, answer.Group));
        }
    }

    [Fact]
    public async Task Texts_WrittenWhileDisconnected_ArriveOnceAndInOrder()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();
        await shop.CustomerWritesAsync(customer, "0");
        await shop.IncomingAsync(1);
        await servers.WhatsApp.ConnectionAsync(shop.Number, "refuse", Token);
        await servers.WhatsApp.ConnectionAsync(shop.Number, "drop", Token);
        for (var number = 1; number <= 20; number++)
        {
            await shop.CustomerWritesAsync(customer, $"{number}");
        }

        await servers.WhatsApp.ConnectionAsync(shop.Number, "allow", Token);
        var arrived = await shop.IncomingAsync(21);

        Assert.Equal(Enumerable.Range(0, 21).Select(number => $"{number}"), arrived.Select(message => message.Content));
    }

    [Fact]
    public async Task PhoneItself_WritesToCustomer_IsSeenInChatwootAndNotSentAgain()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();
        await shop.CustomerWritesAsync(customer, "hello");
        var hello = Assert.Single(await shop.IncomingAsync(1));

        await servers.WhatsApp.PostAsync($"/phones/{shop.Number}/own-messages", new { to = customer, text = "from the phone" }, Token);
        await shop.ReplyAsync(hello.ConversationId, "from Chatwoot");
        var received = await Eventually.GetAsync(
            () => shop.CustomerHasAsync(customer, 1), messages => messages.Any(message => message.Text == "from Chatwoot"));

        Assert.Single(received, message => message.Text == "from Chatwoot");
        Assert.DoesNotContain(received, message => message.Text == "from the phone" && message.Repeats > 0);
        var inChatwoot = await servers.Chatwoot.MessagesAsync(shop.InboxId, cancellationToken: Token);
        Assert.Single(inChatwoot, message => message.Content == "from the phone");
    }
}
