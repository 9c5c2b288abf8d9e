using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>The <c>chatwoot…</c> block of <c>POST /api/instance/new</c>: it never stops the creation (http-contract 4.4 and 4.5).</summary>
[Collection(typeof(ActivationServers))]
public sealed class InlineActivationTests(Servers servers)
{
    private const string Unreachable =
        "Chatwoot is unreachable at http://127.0.0.1:1 - verify chatwootBaseUrl and that the host is reachable from the server. Detail: connection refused";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Url => servers.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task New_WithAValidBlock_ActivatesAndAnswersTheSummary(bool onPostgres)
    {
        var fields = new
        {
            chatwootEnabled = true,
            chatwootInboxName = $"Inline {onPostgres}",
            chatwootSignMessages = true,
            chatwootIgnoreGroups = true,
            chatwootStartAsPending = true,
            chatwootReopenResolved = true,
        };
        var (name, created) = await CreateAsync(ActivationBody.Of(Url + "/", fields), onPostgres);

        var gateway = await servers.GatewayAsync(onPostgres);
        var listed = await gateway.Http.SendAsync(HttpMethod.Get, $"/api/chatwoot/list/{name}", null, 200, Token);
        var expected = JsonSerializer.Serialize(new
        {
            enabled = true,
            status = "active",
            bridge_integration_id = listed.GetProperty("bridge_integration_id").GetString(),
            chatwoot_base_url = Url,
            chatwoot_account_id = 2,
            chatwoot_inbox_id = listed.GetProperty("chatwoot_inbox_id").GetInt32(),
            chatwoot_inbox_name = $"Inline {onPostgres}",
            last_error = "",
        });
        Assert.Equal(expected, created.GetProperty("chatwoot").GetRawText());
        Assert.Equal(expected, created.GetProperty("instance").GetProperty("chatwoot").GetRawText());
        Assert.Equal("Instance created", created.GetProperty("message").GetString());
        Assert.All(["sign_messages", "ignore_groups", "start_as_pending", "reopen_resolved"], flag => Assert.True(listed.GetProperty(flag).GetBoolean()));
        var all = await gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/list?instanceName={name}", null, 200, Token);
        Assert.Equal(expected, Assert.Single(all.GetProperty("instances").EnumerateArray()).GetProperty("chatwoot").GetRawText());
    }

    [Fact]
    public Task New_ChatwootUnreachable_IsCreatedWithTheError() =>
        FailsAsync(ActivationBody.Of("http://127.0.0.1:1", new { chatwootEnabled = true }), Unreachable);

    [Fact]
    public Task New_WrongToken_IsCreatedWithTheError() => FailsAsync(
        ActivationBody.Of(Url, new { chatwootEnabled = true, chatwootApiToken = "wrong" }),
        "Chatwoot rejected the API token - verify chatwootApiToken. Detail: HTTP 401: Invalid Access Token");

    [Fact]
    public Task New_UnknownAccount_IsCreatedWithTheError() => FailsAsync(
        ActivationBody.Of(Url, new { chatwootEnabled = true, chatwootAccountId = 77 }),
        $"Chatwoot account or endpoint not found - verify chatwootBaseUrl ({Url}) and chatwootAccountId (77). Detail: HTTP 404: Resource could not be found");

    [Fact]
    public Task New_TokenOfAnAgent_IsCreatedWithTheError() => FailsAsync(
        ActivationBody.Of(Url, new { chatwootEnabled = true, chatwootApiToken = FakeChatwootProcess.AgentToken }),
        "Chatwoot denied the request - verify the API token has admin scope on account 2. Detail: the token's user has the role agent on account 2");

    [Fact]
    public Task New_BlockWithoutItsFields_IsCreatedWithTheError() => FailsAsync(
        new JsonObject { ["chatwootEnabled"] = true, ["chatwootInboxName"] = 7, ["chatwootSignMessages"] = "no" },
        "invalid body: chatwootBaseUrl is required; chatwootAccountId is required; chatwootApiToken is required; " +
        "chatwootInboxName must be a string; chatwootSignMessages must be true or false");

    [Theory]
    [InlineData("false")]
    [InlineData("null")]
    public async Task New_BlockSwitchedOff_IsNotLookedAt(string enabled)
    {
        var body = ActivationBody.Of("not a url", new { chatwootAccountId = -1 });
        body["chatwootEnabled"] = JsonNode.Parse(enabled);

        var (_, created) = await CreateAsync(body);

        Assert.Equal("""{"enabled":false}""", created.GetProperty("chatwoot").GetRawText());
    }

    [Fact]
    public async Task Set_AfterAFailedBlock_Mends()
    {
        var (name, _) = await CreateAsync(ActivationBody.Of("http://127.0.0.1:1", new { chatwootEnabled = true }));
        var instance = new BridgedInstance(servers.Chatwoot, await servers.GatewayAsync(), name);

        await instance.ActivateAsync();

        Assert.Equal("Hello", (await instance.OpenChatAsync(servers.NextNumber())).Content);
    }

    private async Task FailsAsync(JsonObject body, string error)
    {
        var inboxes = (await servers.Fake.InboxesAsync(Token)).Count;
        var (name, created) = await CreateAsync(body);

        var summary = created.GetProperty("chatwoot");
        Assert.Equal((false, "error", error), (summary.GetProperty("enabled").GetBoolean(), summary.GetProperty("status").GetString(), summary.GetProperty("error").GetString()));
        Assert.Equal(summary.GetRawText(), created.GetProperty("instance").GetProperty("chatwoot").GetRawText());
        var gateway = await servers.GatewayAsync();
        Assert.Equal(Answer.Error(404, "no chatwoot integration for this instance"), await gateway.Http.AskAsync(HttpMethod.Get, $"/api/chatwoot/list/{name}"));
        Assert.Empty(await gateway.Http.SentAsync(name, Token));
        Assert.Equal(inboxes, (await servers.Fake.InboxesAsync(Token)).Count);
    }

    private async Task<(string Name, JsonElement Created)> CreateAsync(JsonObject body, bool onPostgres = false)
    {
        var gateway = await servers.GatewayAsync(onPostgres);
        var name = $"inline-{Guid.NewGuid():N}";
        (body["name"], body["engine"]) = (name, "sandbox");
        var created = await gateway.Http.SendAsync(HttpMethod.Post, "/api/instance/new", body, 201, Token);
        Assert.True(created.GetProperty("success").GetBoolean());
        return (name, created);
    }
}
