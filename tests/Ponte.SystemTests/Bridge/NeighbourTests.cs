using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>Several numbers on one Chatwoot account, which share one realtime connection.</summary>
[Collection(typeof(TroubleServers))]
public sealed class NeighbourTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SameCustomer_OnTwoNumbers_IsOneContactWithTwoConversations(bool onPostgres)
    {
        var (sales, support) = (await servers.ActivateAsync(onPostgres: onPostgres), await servers.ActivateAsync(onPostgres: onPostgres));
        var number = servers.NextNumber();

        var (toSales, toSupport) = (await sales.OpenChatAsync(number, "I want to buy"), await support.OpenChatAsync(number, "It broke"));
        await servers.Fake.ReplyAsync(toSupport.ConversationId, "From support", Token);
        await servers.Fake.ReplyAsync(toSales.ConversationId, "From sales", Token);

        Assert.Equal("From sales", Assert.Single(await sales.SentAsync(1)).Text);
        Assert.Equal("From support", Assert.Single(await support.SentAsync(1)).Text);
        Assert.NotEqual(toSales.ConversationId, toSupport.ConversationId);
        Assert.Single(await servers.Fake.ContactsAsync(Token), contact => contact.PhoneNumber == "+" + number);
    }

    [Fact]
    public async Task OneInboxRefusesEverything_TheOtherGoesOn()
    {
        var (broken, healthy) = (await servers.ActivateAsync(), await servers.ActivateAsync());
        var (first, second) = (servers.NextNumber(), servers.NextNumber());
        var chat = await broken.OpenChatAsync(first);
        var fault = await servers.Fake.ArmAsync(
            new FakeFault("status", "POST", $"/conversations/{chat.ConversationId}/messages$", 500, """{"status":500,"error":"Internal Server Error"}"""), Token);
        await broken.CustomerWritesAsync(first, "waits");
        await Eventually.GetAsync(() => servers.Fake.FaultsAsync(Token), faults => faults.Single(known => known.Rule.Id == fault).Hits > 0);

        await healthy.OpenChatAsync(second);
        var neighbour = await broken.OpenChatAsync(servers.NextNumber(), "Another chat of the same number");
        await servers.Fake.DisarmAsync(fault, Token);

        Assert.NotEqual(chat.ConversationId, neighbour.ConversationId);
        Assert.Contains(await broken.IncomingAsync(3, TimeSpan.FromSeconds(40)), message => message.Content == "waits");
    }
}
