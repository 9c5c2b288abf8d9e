using System.Net.Http.Json;
using System.Text.Json;

namespace Ponte.SystemTests.Harness;

public sealed class FakeChatwootProcessTests : IAsyncLifetime
{
    private const string Account = "/api/v1/accounts/2";
    private readonly HttpClient _http = new();
    private FakeChatwootProcess _chatwoot = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _chatwoot = await FakeChatwootProcess.StartAsync(report: TestContext.Current.TestOutputHelper!.WriteLine, cancellationToken: Token);
        _http.BaseAddress = _chatwoot.BaseUrl;
        _http.DefaultRequestHeaders.Add("Api-Access-Token", FakeChatwootProcess.AdminToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _chatwoot.DisposeAsync();
    }

    [Fact]
    public async Task Reply_InAConversation_IsStoredAsOutgoing()
    {
        var (inbox, conversation) = await ConversationAsync();

        var id = await _chatwoot.Fake.ReplyAsync(conversation, "on its way", Token);

        var message = Assert.Single(await _chatwoot.Fake.MessagesAsync(inbox, cancellationToken: Token));
        Assert.Equal((id, conversation, "on its way", "outgoing", false), (message.Id, message.ConversationId, message.Content, message.MessageType, message.Private));
        Assert.InRange(message.CreatedAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Empty(await _chatwoot.Fake.MessagesAsync(inbox, after: id, Token));
        Assert.Equal(conversation, Assert.Single(await _chatwoot.Fake.ConversationsAsync(Token)).Id);
        Assert.Equal("chat-1", Assert.Single(await _chatwoot.Fake.ContactsAsync(Token)).Identifier);
        Assert.Equal(inbox, Assert.Single(await _chatwoot.Fake.InboxesAsync(Token)).Id);
        Assert.Contains(await _chatwoot.Fake.RequestsAsync(Token), r => r.Method == "POST" && r.Path == $"{Account}/conversations/{conversation}/messages");
        Assert.Contains(await _chatwoot.Fake.CallCountsAsync(Token), c => c.Key.StartsWith("POST", StringComparison.Ordinal) && c.Value == 1);
    }

    [Fact]
    public async Task Resolve_OpenConversation_IsResolved()
    {
        var (_, conversation) = await ConversationAsync();

        await _chatwoot.Fake.ToggleStatusAsync(conversation, "resolved", Token);

        Assert.Equal("resolved", Assert.Single(await _chatwoot.Fake.ConversationsAsync(Token)).Status);
    }

    [Fact]
    public async Task Arm_StatusTwice_HitsTwoRequestsAndIsReported()
    {
        await _chatwoot.Fake.ArmAsync(new FakeFault("status", "GET", "/inboxes$", Status: 502, Times: 2), Token);

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await _http.GetAsync(new Uri(Account + "/inboxes", UriKind.Relative), Token);
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Equal([502, 502, 200], statuses);
        Assert.Equal(2, Assert.Single(await _chatwoot.Fake.FaultsAsync(Token)).Hits);
    }

    [Fact]
    public async Task Arm_HeldAnswer_GoesOnWhenReleased()
    {
        var fault = await _chatwoot.Fake.ArmAsync(new FakeFault("hold_answer", "POST", "/messages$"), Token);
        var (inbox, conversation) = await ConversationAsync();
        var reply = _http.PostAsJsonAsync($"{Account}/conversations/{conversation}/messages", new { content = "held" }, Token);

        await Eventually.GetAsync(() => _chatwoot.Fake.FaultsAsync(Token), faults => faults.Single().Waiting == 1);
        Assert.Single(await _chatwoot.Fake.MessagesAsync(inbox, cancellationToken: Token));
        Assert.False(reply.IsCompleted);
        await _chatwoot.Fake.ReleaseAsync(fault, Token);
        using var answer = await reply;
        Assert.Equal(200, (int)answer.StatusCode);
        await _chatwoot.Fake.DisarmAsync(fault, Token);

        Assert.Empty(await _chatwoot.Fake.FaultsAsync(Token));
    }

    [Fact]
    public async Task Change_UserAccountAndSettings_TakesEffect()
    {
        await _chatwoot.Fake.SetAsync(new { messagesPerMinute = 1 }, Token);
        var (_, conversation) = await ConversationAsync();
        await _chatwoot.Fake.ReplyAsync(conversation, "one", Token);
        await Assert.ThrowsAsync<HttpRequestException>(() => _chatwoot.Fake.ReplyAsync(conversation, "two", Token));

        await _chatwoot.Fake.SetUserAsync(3, new { role = "agent" }, Token);
        using var refused = await _http.PostAsJsonAsync(Account + "/inboxes", new { name = "x", channel = new { type = "api" } }, Token);
        Assert.Equal(401, (int)refused.StatusCode);

        await _chatwoot.Fake.SuspendAsync(2, true, Token);
        using var suspended = await _http.GetAsync(new Uri(Account + "/inboxes", UriKind.Relative), Token);
        Assert.Contains("suspended", await suspended.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(0, await _chatwoot.Fake.CableSubscriptionsAsync(Token));
        await _chatwoot.Fake.CableAsync("drop", Token);
    }

    private async Task<(int Inbox, int Conversation)> ConversationAsync()
    {
        var inbox = (await PostAsync("/inboxes", new { name = "WhatsApp", channel = new { type = "api" } })).GetProperty("id").GetInt32();
        var contact = (await PostAsync("/contacts", new { name = "Customer", identifier = "chat-1" })).GetProperty("payload").GetProperty("contact").GetProperty("id").GetInt32();
        var conversation = (await PostAsync("/conversations", new { inbox_id = inbox, contact_id = contact, source_id = "chat-1" })).GetProperty("id").GetInt32();
        return (inbox, conversation);
    }

    private Task<JsonElement> PostAsync(string path, object body) => _http.SendAsync(HttpMethod.Post, Account + path, body, 200, Token);
}
