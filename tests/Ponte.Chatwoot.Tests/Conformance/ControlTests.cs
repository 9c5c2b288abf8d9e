using System.Text.Json.Nodes;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>The control API: state, switches and reset.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private FakeChatwootServer _chatwoot = null!;
    private Caller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _chatwoot = await FakeChatwootServer.StartAsync();
        _caller = new Caller(_chatwoot);
        await _caller.StartConversationAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _chatwoot.DisposeAsync();
    }

    [Fact]
    public async Task Messages_Listed_ShowWhereTheyBelong()
    {
        await _caller.PostAsync("conversations/1/messages", new JsonObject { ["content"] = "hi", ["message_type"] = "incoming", ["source_id"] = "WAID:1" });
        await _caller.WriteAsync("answer", type: "outgoing");
        var answer = await _caller.SendAsync(HttpMethod.Get, "/_fake/messages?inbox_id=1&after=0&limit=1");
        var message = Assert.Single(answer.Json!["messages"]!.AsArray())!;
        Assert.Equal("hi", message["content"]!.ToString());
        Assert.Equal("WAID:1", message["source_id"]!.ToString());
        Assert.Equal("5511900000001", message["contact_source_id"]!.ToString());
        Assert.Equal("+5511900000001", message["contact_phone_number"]!.ToString());
        Assert.Equal(1, message["conversation_id"]!.GetValue<int>());
        Assert.Equal("answer", Assert.Single(_chatwoot.Control.Messages(after: message["id"]!.GetValue<long>())).Content);
        Assert.Empty(_chatwoot.Control.Messages(inboxId: 99));
    }

    [Fact]
    public async Task Requests_Counted_ByMethodAndRoute()
    {
        _chatwoot.Control.ClearRequests();
        await _caller.WriteAsync("a");
        await _caller.WriteAsync("b");
        await _caller.GetAsync("nothing_here");
        Assert.Equal(2, _chatwoot.Control.RequestTotals["POST /api/v1/accounts/{account}/conversations/{conversation}/messages"]);
        Assert.Equal(3, _chatwoot.Control.RequestTotals.Values.Sum());
        Assert.Contains(_chatwoot.Control.Requests, static request => request is { Method: "GET", Status: 404 });
    }

    [Fact]
    public async Task Account_Suspended_AnswersAsChatwootUntilTakenBack()
    {
        await _caller.ControlAsync("accounts/2", new JsonObject { ["suspended"] = true });
        var refused = await _caller.GetAsync("inboxes");
        Assert.Equal((401, "Account is suspended"), (refused.Status, refused.Json!["error"]!.ToString()));
        await _caller.ControlAsync("accounts/2", new JsonObject { ["suspended"] = false });
        Assert.Equal(200, (await _caller.GetAsync("inboxes")).Status);
    }

    [Fact]
    public async Task User_RoleChanged_LosesAdministratorRights()
    {
        await _caller.ControlAsync("users/3", new JsonObject { ["role"] = "agent" });
        var refused = await _caller.PostAsync("inboxes", new JsonObject { ["name"] = "x", ["channel"] = new JsonObject { ["type"] = "api" } });
        Assert.Equal((401, "You are not authorized to do this action"), (refused.Status, refused.Json!["error"]!.ToString()));
        await _caller.ControlAsync("users/3", new JsonObject { ["role"] = null });
        refused = await _caller.GetAsync("inboxes");
        Assert.Equal((401, "You are not authorized to access this account"), (refused.Status, refused.Json!["error"]!.ToString()));
    }

    [Fact]
    public async Task User_TokenRotated_OldOneIsInvalid()
    {
        var token = (await _caller.ControlAsync("users/3", new JsonObject { ["rotate_token"] = true }))!["token"]!.ToString();
        var refused = await _caller.GetAsync("inboxes");
        Assert.Equal((401, "Invalid Access Token"), (refused.Status, refused.Json!["error"]!.ToString()));
        Assert.Equal(200, (await _caller.GetAsync("inboxes", token)).Status);
    }

    [Fact]
    public async Task Reset_AfterUse_IsTheSeededWorldAgain()
    {
        await _caller.WriteAsync("x");
        _chatwoot.Control.AddFault(new FaultRule { Kind = "status", Path = "/profile$" });
        await _caller.ControlAsync("settings", new JsonObject { ["messages_per_minute"] = 1 });
        await _caller.ControlAsync("users/3", new JsonObject { ["rotate_token"] = true });
        await _caller.ControlAsync("reset", null);
        Assert.Empty(_chatwoot.Control.Inboxes());
        Assert.Empty(_chatwoot.Control.Messages());
        Assert.Empty(_chatwoot.Control.Faults);
        Assert.Equal(200, _chatwoot.Control.Settings.MessagesPerMinute);
        Assert.Equal(200, (await _caller.GetAsync("inboxes")).Status);
    }

    [Fact]
    public async Task Settings_UnknownName_IsRefused()
    {
        Assert.Equal(400, (await _caller.SendAsync(HttpMethod.Post, "/_fake/settings", new JsonObject { ["no_such"] = 1 })).Status);
        Assert.Equal(400, (await _caller.SendAsync(HttpMethod.Post, "/_fake/settings", new JsonObject { ["messages_per_minute"] = "many" })).Status);
        Assert.Equal(400, (await _caller.SendAsync(HttpMethod.Post, "/_fake/cable", new JsonObject { ["action"] = "explode" })).Status);
    }

    [Fact]
    public async Task AutoAssignment_MemberOnline_GetsTheNewConversation()
    {
        await _caller.PostAsync("inbox_members", new JsonObject { ["inbox_id"] = 1, ["user_ids"] = new JsonArray(FakeChatwootSeed.AgentId) });
        _chatwoot.Control.SetPresence(FakeChatwootSeed.AgentId, online: true);
        var (_, conversation) = await _caller.PostAsync("conversations", new JsonObject { ["inbox_id"] = 1, ["contact_id"] = 1, ["source_id"] = "5511900000001" });
        var path = "conversations/" + conversation!["id"];
        await Eventually.HoldsAsync(
            async () => (await _caller.GetAsync(path)).Json!["meta"]!["assignee"]?["id"]?.GetValue<int>() == FakeChatwootSeed.AgentId);
    }

    [Fact]
    public async Task HostileBodies_AnyEndpoint_NeverCrashTheDouble()
    {
        foreach (var body in new[] { "[]", "null", "{\"content\":{\"a\":1}}", "{\"a\":1,\"a\":2}", "{\"message_type\":[]}", "{\"inbox_id\":[1]}", "{\"labels\":\"x\"}", "{\"content_attributes\":\"{\"}" })
        {
            foreach (var path in new[] { "conversations/1/messages", "contacts", "conversations", "inboxes", "contacts/filter", "conversations/1/labels", "contact_inboxes/filter", "webhooks" })
            {
                using var http = new HttpClient();
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_chatwoot.BaseUrl, "/api/v1/accounts/2/" + path)) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
                request.Headers.Add("Api-Access-Token", FakeChatwootSeed.AdminToken);
                using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.False((int)response.StatusCode == 500 && !text.Contains("Internal Server Error", StringComparison.Ordinal), $"{path} {body}: {text}");
            }
        }
    }
}
