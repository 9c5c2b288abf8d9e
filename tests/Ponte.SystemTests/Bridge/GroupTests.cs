using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

[Collection(typeof(ChatServers))]
public sealed class GroupTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Group_SeveralSenders_ShareOneContactAndAreNamed(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var group = servers.NextGroup();
        var (first, second) = (servers.NextNumber(), servers.NextNumber());

        await instance.CustomerWritesAsync(first, "Who comes?", group, name: "Maria");
        await instance.CustomerWritesAsync(second, "I do", group, name: "**João** [x](http://y)\n");
        await instance.CustomerWritesAsync(second, "Really", group);

        var arrived = await instance.IncomingAsync(3);
        Assert.Equal(
            [$"**Maria (+{first}):**\nWho comes?", $"**João x(http://y) (+{second}):**\nI do", $"**João x(http://y) (+{second}):**\nReally"],
            arrived.Select(message => message.Content));
        Assert.Equal(group, Assert.Single(arrived.Select(message => message.ContactIdentifier).Distinct()));
        Assert.Single(await instance.ConversationsAsync());
        var contact = Assert.Single(await servers.Fake.ContactsAsync(Token), contact => contact.Identifier == group);
        Assert.Null(contact.PhoneNumber);
        Assert.DoesNotContain("Maria", contact.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_Reply_GoesToTheGroup()
    {
        var instance = await servers.ActivateAsync();
        var group = servers.NextGroup();
        await instance.CustomerWritesAsync(servers.NextNumber(), "Who comes?", group);
        var question = Assert.Single(await instance.IncomingAsync(1));

        await servers.Fake.ReplyAsync(question.ConversationId, "We do", Token);

        Assert.Equal((group, "We do"), Assert.Single((await instance.SentAsync(1)).Select(sent => (sent.Chat, sent.Text))));
    }
}
