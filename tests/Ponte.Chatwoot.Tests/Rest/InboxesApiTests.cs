using System.Text.Json.Nodes;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class InboxesApiTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    public static TheoryData<string> Versions => Chatwoots.Versions;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task CreateApiInbox_WithAttributes_IsStoredAndFoundByThem(string version)
    {
        var inboxes = chatwoots.Client(version).Inboxes;

        var created = (await inboxes.CreateApiInboxAsync(
            new("WhatsApp <1> & \"2\"") { AdditionalAttributes = new JsonObject { ["ponte_integration"] = "abc" }, WebhookUrl = "https://bridge.example.com/x" }, Stop)).Value;
        var listed = (await inboxes.ListAsync(Stop)).Value.Single(inbox => inbox.Attribute("ponte_integration") == "abc");
        var read = (await inboxes.GetAsync(created.Id, Stop)).Value;

        Assert.Equal(created.Id, listed.Id);
        Assert.Equal("WhatsApp <1> & \"2\"", read.Name);
        Assert.Equal("Channel::Api", read.ChannelType);
        Assert.Equal("https://bridge.example.com/x", read.WebhookUrl);
        Assert.False(read.LockToSingleConversation);
        Assert.Null(read.Attribute("absent"));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Update_Attributes_ReplacesThemAndLeavesTheRest(string version)
    {
        var inboxes = chatwoots.Client(version).Inboxes;
        var created = (await inboxes.CreateApiInboxAsync(new("Update") { AdditionalAttributes = new JsonObject { ["a"] = "1" }, WebhookUrl = "https://x.example.com" }, Stop)).Value;

        var changed = (await inboxes.UpdateAsync(created.Id, new() { AdditionalAttributes = new JsonObject { ["b"] = "2" } }, Stop)).Value;

        Assert.Equal((null, "2"), (changed.Attribute("a"), changed.Attribute("b")));
        Assert.Equal(("Update", "https://x.example.com"), (changed.Name, changed.WebhookUrl));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Delete_Inbox_IsGoneAfterAWhile(string version)
    {
        var inboxes = chatwoots.Client(version).Inboxes;
        var created = (await inboxes.CreateApiInboxAsync(new("Delete"), Stop)).Value;

        Assert.True((await inboxes.DeleteAsync(created.Id, Stop)).IsSuccess);

        await Eventually.HoldsAsync(() => inboxes.GetAsync(created.Id, Stop).Result.Error?.Kind == ChatwootErrorKind.NotFound);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task AddMembers_TwoAgents_BecomeMembers(string version)
    {
        var inboxes = chatwoots.Client(version).Inboxes;
        var created = (await inboxes.CreateApiInboxAsync(new("Members"), Stop)).Value;

        Assert.Empty((await inboxes.ListMembersAsync(created.Id, Stop)).Value);
        var members = (await inboxes.AddMembersAsync(created.Id, [FakeChatwootSeed.AgentId, FakeChatwootSeed.Agent2Id], Stop)).Value;

        Assert.Equal([FakeChatwootSeed.AgentId, FakeChatwootSeed.Agent2Id], members.Select(agent => (int)agent.Id).Order());
        Assert.Equal(members, (await inboxes.ListMembersAsync(created.Id, Stop)).Value);
        Assert.Equal("HTTP 422: User must exist", (await inboxes.AddMembersAsync(created.Id, [999999], Stop)).Error!.Detail);
    }

    [Fact]
    public async Task ListAgents_BareArray_GivesEveryUser()
    {
        await using var server = RawServer.Answering(200, "application/json", """[{"id":3,"name":"Bridge Admin","role":"administrator"},{"id":"4","role":"agent","email":null}]""");

        var agents = (await Clients.For(server.BaseUrl).Inboxes.ListAgentsAsync(Stop)).Value;

        Assert.Equal([(3, "administrator"), (4, "agent")], agents.Select(agent => (agent.Id, agent.Role!)));
    }

    [Theory]
    [InlineData(FakeChatwootSeed.AdminToken, 999999, ChatwootErrorKind.NotFound, "HTTP 404: Resource could not be found")]
    [InlineData(FakeChatwootSeed.AdminToken, FakeChatwootSeed.ForeignAccountId, ChatwootErrorKind.Forbidden, "HTTP 401: You are not authorized to access this account")]
    [InlineData(FakeChatwootSeed.AdminToken, FakeChatwootSeed.SuspendedAccountId, ChatwootErrorKind.Forbidden, "HTTP 401: Account is suspended")]
    [InlineData("wrong", FakeChatwootSeed.AccountId, ChatwootErrorKind.InvalidToken, "HTTP 401: Invalid Access Token")]
    public async Task List_WrongAccountOrToken_SaysWhich(string token, long account, ChatwootErrorKind kind, string detail)
    {
        var error = (await chatwoots.Client("4.15.1", token, account).Inboxes.ListAsync(Stop)).Error!;

        Assert.Equal((kind, detail, RequestFate.NotExecuted), (error.Kind, error.Detail, error.Fate));
    }

    [Fact]
    public async Task CreateApiInbox_BlankName_IsInvalid() => Assert.Equal(
        "HTTP 422: Name can't be blank", (await chatwoots.Client("4.15.1").Inboxes.CreateApiInboxAsync(new(""), Stop)).Error!.Detail);

    [Fact]
    public async Task CreateApiInbox_AsAgent_IsForbidden() => Assert.Equal(
        ChatwootErrorKind.Forbidden, (await chatwoots.Client("4.15.1", FakeChatwootSeed.AgentToken).Inboxes.CreateApiInboxAsync(new("x"), Stop)).Error!.Kind);
}
