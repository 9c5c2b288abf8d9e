using Npgsql;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>The row of a database that fails, at each point of an activation where it may.</summary>
[Collection(typeof(RefusalServers))]
public sealed class PersistFailureTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Set_TableGone_Is500AndChatwootUntouched()
    {
        var instance = await servers.CreateAsync(onPostgres: true);
        await ExecuteAsync("alter table chatwoot_integrations rename to chatwoot_integrations_away");

        var answer = await SetAsync(instance);
        await ExecuteAsync("alter table chatwoot_integrations_away rename to chatwoot_integrations");

        AssertNotPersisted(answer);
        await AssertNothingLeftAsync(instance);
        await AssertMendedAsync(instance);
    }

    [Theory]
    [InlineData("chatwoot_account_id <> 2")]
    [InlineData("chatwoot_inbox_id = 0")]
    [InlineData("state <> 'active'")]
    public async Task Set_RowRefused_Is500AndNothingIsLeft(string check)
    {
        var instance = await servers.CreateAsync(onPostgres: true);
        await ExecuteAsync($"alter table chatwoot_integrations add constraint broken check ({check}) not valid");

        var answer = await SetAsync(instance);
        await ExecuteAsync("alter table chatwoot_integrations drop constraint broken");

        AssertNotPersisted(answer);
        await AssertNothingLeftAsync(instance);
        await AssertMendedAsync(instance);
    }

    [Fact]
    public async Task SetAgain_RowRefused_Is500AndTheOldOneWorks()
    {
        var instance = await servers.ActivateAsync(onPostgres: true);
        var before = await instance.AskListAsync();
        await ExecuteAsync("alter table chatwoot_integrations add constraint broken check (sign_messages = 0) not valid");

        var answer = await instance.SetAsync(Body(new { signMessages = true }));
        await ExecuteAsync("alter table chatwoot_integrations drop constraint broken");

        AssertNotPersisted(answer);
        Assert.Equal(before, await instance.AskListAsync());
        await instance.OpenChatAsync(servers.NextNumber());
    }

    private static void AssertNotPersisted(Answer answer)
    {
        Assert.Equal(500, answer.Status);
        Assert.StartsWith(Answer.Error(500, "chatwoot integration failed: persist integration: ").Body[..^3], answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeChatwootProcess.AdminToken, answer.Body, StringComparison.Ordinal);
    }

    private async Task AssertNothingLeftAsync(BridgedInstance instance)
    {
        Assert.Equal(Answer.Error(404, "no chatwoot integration for this instance"), await instance.AskListAsync());
        await Eventually.GetAsync(() => servers.Fake.InboxesAsync(Token), inboxes => inboxes.All(inbox => inbox.Name != InboxName(instance)));
        await using var source = NpgsqlDataSource.Create(servers.PostgresDatabase);
        await using var rows = source.CreateCommand("select count(*) from chatwoot_integrations i join instance n on n.id = i.instance_id where n.name = $1");
        rows.Parameters.Add(new NpgsqlParameter { Value = instance.Name });
        Assert.Equal(0L, await rows.ExecuteScalarAsync(Token));
    }

    private async Task AssertMendedAsync(BridgedInstance instance)
    {
        await instance.ActivateAsync();
        await instance.OpenChatAsync(servers.NextNumber());
    }

    private Task<Answer> SetAsync(BridgedInstance instance) => instance.SetAsync(Body(new { inboxName = InboxName(instance) }));

    private string Body(object changes) => ActivationBody.Of(servers.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority), changes).ToJsonString();

    private static string InboxName(BridgedInstance instance) => $"Never {instance.Name}";

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(servers.PostgresDatabase);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
