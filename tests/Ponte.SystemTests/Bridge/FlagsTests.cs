using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>The four switches of an integration (http-contract 4.7 and §9).</summary>
[Collection(typeof(ChatServers))]
public sealed class FlagsTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "*Bridge Admin*:\nUntil six.")]
    [InlineData(false, "Until six.")]
    public async Task SignMessages_Reply_CarriesTheAgentsNameOrNot(bool sign, string expected)
    {
        var instance = await servers.ActivateAsync(new { signMessages = sign });
        var question = await instance.OpenChatAsync(servers.NextNumber());

        await servers.Fake.ReplyAsync(question.ConversationId, "Until six.", Token);

        Assert.Equal(expected, Assert.Single(await instance.SentAsync(1)).Text);
    }

    [Fact]
    public async Task IgnoreGroups_MessageInAGroup_StaysOut()
    {
        var instance = await servers.ActivateAsync(new { ignoreGroups = true });
        var (number, group) = (servers.NextNumber(), servers.NextGroup());

        await instance.CustomerWritesAsync(number, "in the group", group);
        await instance.CustomerWritesAsync(number, "to the shop");

        Assert.Equal("to the shop", Assert.Single(await instance.IncomingAsync(1)).Content);
        Assert.DoesNotContain(await servers.Fake.ContactsAsync(Token), contact => contact.Identifier == group);
    }

    [Theory]
    [InlineData(true, "pending")]
    [InlineData(false, "open")]
    public async Task StartAsPending_FirstMessage_DecidesTheStatus(bool pending, string status)
    {
        var instance = await servers.ActivateAsync(new { startAsPending = pending });

        await instance.OpenChatAsync(servers.NextNumber());

        Assert.Equal(status, Assert.Single(await instance.ConversationsAsync()).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReopenResolved_True_ContinuesTheResolvedConversation(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(new { reopenResolved = true }, onPostgres);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        await servers.Fake.ToggleStatusAsync(first.ConversationId, "resolved", Token);
        await instance.HeardAsync(first.ConversationId);

        var second = await instance.OpenChatAsync(number, "Me again");

        Assert.Equal(first.ConversationId, second.ConversationId);
        Assert.Equal("open", Assert.Single(await instance.ConversationsAsync()).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReopenResolved_False_StartsANewConversationOnce(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(new { startAsPending = true }, onPostgres);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        await servers.Fake.ToggleStatusAsync(first.ConversationId, "resolved", Token);
        await instance.HeardAsync(first.ConversationId);

        var second = await instance.OpenChatAsync(number, "Me again");
        var third = await instance.OpenChatAsync(number, "And again");

        Assert.NotEqual(first.ConversationId, second.ConversationId);
        Assert.Equal(second.ConversationId, third.ConversationId);
        Assert.Equal(["resolved", "pending"], (await instance.ConversationsAsync()).OrderBy(c => c.Id).Select(c => c.Status));
    }

    [Fact]
    public async Task ReopenResolved_FalseAndTheAgentReopened_StaysInTheConversation()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        await servers.Fake.ToggleStatusAsync(first.ConversationId, "resolved", Token);
        await servers.Fake.ToggleStatusAsync(first.ConversationId, "open", Token);
        await instance.HeardAsync(first.ConversationId);

        Assert.Equal(first.ConversationId, (await instance.OpenChatAsync(number, "Me again")).ConversationId);
    }

    [Fact]
    public async Task Blocked_ContactWritesOn_StaysInTheClosedConversation()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.SendAsync(HttpMethod.Post, $"conversations/{first.ConversationId}/mute");
        await instance.HeardAsync(first.ConversationId);

        var second = await instance.OpenChatAsync(number, "Me again");
        var third = await instance.OpenChatAsync(number, "And again");

        Assert.Equal((first.ConversationId, first.ConversationId), (second.ConversationId, third.ConversationId));
        Assert.Equal("resolved", Assert.Single(await instance.ConversationsAsync()).Status);
    }
}
