using System.Text.Json;
using System.Text.RegularExpressions;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>What <c>set</c>, <c>list</c> and <c>delete</c> do when nothing is in the way.</summary>
[Collection(typeof(ActivationServers))]
public sealed partial class ActivationTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Url => servers.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Set_ValidBody_Is201AndCreatesTheInboxAsDocumented(bool onPostgres)
    {
        var instance = await servers.CreateAsync(onPostgres);

        var answer = await instance.SetAsync(ActivationBody.Of(Url + "//", new { inboxName = "Front desk \"1\" <&@>" }).ToJsonString());

        var id = IntegrationId().Match(answer.Body).Value;
        Assert.Equal(
            new Answer(201, $$"""{"instance":"{{instance.Name}}","status":"active","bridge_integration_id":"{{id}}","message":"chatwoot integration activated"}"""),
            answer);
        var listed = await instance.ListAsync();
        var inbox = await InboxAsync(listed.GetProperty("chatwoot_inbox_id").GetInt32());
        Assert.Equal("Front desk \"1\" <&@>", inbox.GetProperty("name").GetString());
        Assert.Equal("Channel::Api", inbox.GetProperty("channel_type").GetString());
        Assert.False(inbox.GetProperty("lock_to_single_conversation").GetBoolean());
        Assert.Equal(id, inbox.GetProperty("additional_attributes").GetProperty("ponte_integration").GetString());
        Assert.Empty((await servers.Fake.InboxesAsync(Token)).Single(i => i.Id == inbox.GetProperty("id").GetInt32()).MemberIds);
        Assert.NotEqual(0, await servers.Fake.CableSubscriptionsAsync(Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_ActiveIntegration_IsExactlyAsDocumented(bool onPostgres)
    {
        var instance = await servers.CreateAsync(onPostgres);
        var flags = new { signMessages = true, startAsPending = true };
        var set = JsonSerializer.Deserialize<JsonElement>((await instance.SetAsync(ActivationBody.Of(Url + "/", flags).ToJsonString())).Body);

        var answer = await instance.AskListAsync();

        var listed = JsonSerializer.Deserialize<JsonElement>(answer.Body);
        var createdAt = listed.GetProperty("created_at").GetString()!;
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", createdAt);
        Assert.InRange(DateTimeOffset.Parse(createdAt, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        var expected = new
        {
            instance_name = instance.Name,
            status = "active",
            bridge_integration_id = set.GetProperty("bridge_integration_id").GetString(),
            chatwoot_base_url = Url,
            chatwoot_account_id = 2,
            chatwoot_api_token = FakeChatwootProcess.AdminToken,
            chatwoot_inbox_id = (await servers.Fake.InboxesAsync(Token)).Single(i => i.Name == $"WhatsApp - {instance.Name}").Id,
            chatwoot_inbox_name = $"WhatsApp - {instance.Name}",
            last_error = "",
            created_at = createdAt,
            sign_messages = true,
            ignore_groups = false,
            start_as_pending = true,
            reopen_resolved = false,
        };
        Assert.Equal(new Answer(200, JsonSerializer.Serialize(expected)), answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_ActiveIntegration_KeepsTheInboxAndEndsTheBridge(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var path = $"/api/chatwoot/delete/{instance.Name}";
        var question = await instance.OpenChatAsync(servers.NextNumber());

        Assert.Equal(new Answer(200, """{"message":"chatwoot integration deactivated"}"""), await instance.Gateway.Http.AskAsync(HttpMethod.Delete, path));
        Assert.Equal(Answer.Error(404, "no chatwoot integration to delete"), await instance.Gateway.Http.AskAsync(HttpMethod.Delete, path));
        Assert.Equal(Answer.Error(404, "no chatwoot integration for this instance"), await instance.AskListAsync());

        Assert.Contains(await servers.Fake.InboxesAsync(Token), inbox => inbox.Id == instance.InboxId);
        Assert.Equal(question.Id, Assert.Single(await instance.MessagesAsync()).Id);
    }

    [Fact]
    public async Task Set_AfterDelete_CreatesANewInbox()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number, "before");
        var (oldInbox, oldId) = (instance.InboxId, (await instance.ListAsync()).GetProperty("bridge_integration_id").GetString());
        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/chatwoot/delete/{instance.Name}", null, 200, Token);

        var again = await instance.ActivateAsync();

        Assert.NotEqual(oldInbox, instance.InboxId);
        Assert.NotEqual(oldId, again.GetProperty("bridge_integration_id").GetString());
        await instance.CustomerWritesAsync(number, "after");
        Assert.Equal("after", Assert.Single(await instance.IncomingAsync(1)).Content);
        Assert.Contains(await servers.Fake.InboxesAsync(Token), inbox => inbox.Id == oldInbox);
    }

    [Fact]
    public async Task Set_Again_KeepsInboxAndIdAndReplacesFlags()
    {
        var instance = await servers.ActivateAsync(new { signMessages = true, inboxName = "First name" });
        var before = await instance.ListAsync();
        var inboxes = (await servers.Fake.InboxesAsync(Token)).Count;

        var answer = await instance.Gateway.Http.ActivateChatwootAsync(instance.Name, servers.Chatwoot.BaseUrl, new { ignoreGroups = true, inboxName = "Other name" }, Token);

        var after = await instance.ListAsync();
        Assert.Equal(before.GetProperty("bridge_integration_id").GetString(), answer.GetProperty("bridge_integration_id").GetString());
        Assert.Equal(instance.InboxId, after.GetProperty("chatwoot_inbox_id").GetInt32());
        Assert.Equal((false, true), (after.GetProperty("sign_messages").GetBoolean(), after.GetProperty("ignore_groups").GetBoolean()));
        Assert.Equal(before.GetProperty("created_at").GetString(), after.GetProperty("created_at").GetString());
        Assert.Equal(inboxes, (await servers.Fake.InboxesAsync(Token)).Count);
    }

    [Fact]
    public async Task Set_AgainWithAnotherUsersToken_KeepsTheInboxAndCarriesOn()
    {
        const string Agent2Token = "FakeAgent2TokenFakeAgent";
        var instance = await servers.ActivateAsync();
        var question = await instance.OpenChatAsync(servers.NextNumber());
        await servers.Fake.SetUserAsync(5, new { role = "administrator" }, Token);
        var inbox = instance.InboxId;

        await instance.ActivateAsync(new { chatwootApiToken = Agent2Token });

        Assert.Equal(inbox, instance.InboxId);
        Assert.Equal(Agent2Token, (await instance.ListAsync()).GetProperty("chatwoot_api_token").GetString());
        await servers.Fake.ReplyAsync(question.ConversationId, "Still here", Token);
        Assert.Equal("Still here", Assert.Single(await instance.SentAsync(1)).Text);
        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/chatwoot/delete/{instance.Name}", null, 200, Token);
        await servers.Fake.SetUserAsync(5, new { role = "agent" }, Token);
    }

    [Fact]
    public async Task Set_AgainWithAnotherAddress_PointsAtANewInbox()
    {
        var instance = await servers.ActivateAsync();
        var (inbox, id) = (instance.InboxId, (await instance.ListAsync()).GetProperty("bridge_integration_id").GetString());
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number, "to the first");

        var again = await instance.ActivateAsync(new { chatwootBaseUrl = $"http://localhost:{servers.Chatwoot.BaseUrl.Port}" });

        Assert.NotEqual(inbox, instance.InboxId);
        Assert.NotEqual(id, again.GetProperty("bridge_integration_id").GetString());
        await instance.CustomerWritesAsync(number, "to the second");
        var arrived = Assert.Single(await instance.IncomingAsync(1));
        Assert.Equal("to the second", arrived.Content);
        await servers.Fake.ReplyAsync(arrived.ConversationId, "answer", Token);
        Assert.Equal("answer", Assert.Single(await instance.SentAsync(1)).Text);
        Assert.Contains(await servers.Fake.InboxesAsync(Token), old => old.Id == inbox);
    }

    [Fact]
    public async Task Set_InboxDeletedInChatwoot_ListTellsAndSetCreatesANewOne()
    {
        var instance = await servers.ActivateAsync();
        var inbox = instance.InboxId;
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.SendAsync(HttpMethod.Delete, $"inboxes/{inbox}");
        var broken = await instance.HasStatusAsync("error");
        Assert.Contains("was deleted in Chatwoot", broken.GetProperty("last_error").GetString(), StringComparison.Ordinal);

        await instance.ActivateAsync();

        Assert.NotEqual(inbox, instance.InboxId);
        Assert.Equal("active", (await instance.ListAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Set_FiveAtOnce_MakeOneInbox()
    {
        var instance = await servers.CreateAsync();
        var body = ActivationBody.Of(Url, new { inboxName = $"Only one {instance.Name}" }).ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => instance.SetAsync(body)));

        Assert.Equal(201, Assert.Single(answers.Distinct()).Status);
        Assert.Single(await servers.Fake.InboxesAsync(Token), inbox => inbox.Name == $"Only one {instance.Name}");
    }

    private async Task<JsonElement> InboxAsync(int id)
    {
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        return await agent.SendAsync(HttpMethod.Get, $"inboxes/{id}");
    }

    [GeneratedRegex("int_[a-z0-9]+")]
    private static partial Regex IntegrationId();
}
