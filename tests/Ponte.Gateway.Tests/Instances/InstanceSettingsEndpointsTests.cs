using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Ponte.Gateway.Tests.Instances;

/// <summary>http-contract 5.5.</summary>
public sealed class InstanceSettingsEndpointsTests(SharedGateway gateway)
{
    private const string Defaults =
        """
        {"autoRejectCalls":false,"callRejectMessage":"","ignoreGroupMessages":false,"keepOnlineStatus":false,"autoReadMessages":false,"disableHistorySync":true,"ignoreStatus":false}
        """;

    [Fact]
    public async Task Settings_PartialUpdates_AnswerAllSeven()
    {
        var name = await CreateAsync();
        var read = await GetAsync(name);
        Assert.Equal($$"""200 {"success":true,"message":"Settings retrieved successfully","settings":{{Defaults}}}""", $"{read.Status} {read.Text}");

        var changed = await PostAsync(name, """{"callRejectMessage":"We are closed","ignoreStatus":true,"unknown":1}""");
        var more = await PostAsync(name, """{"keepOnlineStatus":true,"autoReadMessages":null}""");

        const string Expected = """{"autoRejectCalls":false,"callRejectMessage":"We are closed","ignoreGroupMessages":false,"keepOnlineStatus":true,"autoReadMessages":false,"disableHistorySync":true,"ignoreStatus":true}""";
        Assert.Equal("Settings updated successfully", changed.Json.GetProperty("message").GetString());
        Assert.Equal(Expected, more.Json.GetProperty("settings").GetRawText());
        Assert.Equal(Expected, (await GetAsync(name)).Json.GetProperty("settings").GetRawText());
        var item = await ListAsync(name);
        Assert.Equal(Expected, item.GetProperty("settings").GetRawText());
        Assert.Equal("available", item.GetProperty("connection").GetProperty("presenceStatus").GetString());
    }

    [Theory]
    [InlineData("""{"autoRejectCalls":"yes","callRejectMessage":5,"ignoreStatus":1}""", "autoRejectCalls must be true or false; callRejectMessage must be a string; ignoreStatus must be true or false")]
    [InlineData("{}", "give at least one of autoRejectCalls, callRejectMessage, ignoreGroupMessages, keepOnlineStatus, autoReadMessages, disableHistorySync, ignoreStatus")]
    [InlineData("""{"ignoreStatus":null}""", "give at least one of autoRejectCalls, callRejectMessage, ignoreGroupMessages, keepOnlineStatus, autoReadMessages, disableHistorySync, ignoreStatus")]
    public async Task Settings_BadBody_Is400AndNothingChanges(string body, string problems)
    {
        var name = await CreateAsync();

        (await PostAsync(name, body)).IsError(400, "Invalid request body: " + problems);
        Assert.Equal(Defaults, (await GetAsync(name)).Json.GetProperty("settings").GetRawText());
    }

    [Fact]
    public async Task Settings_MessageTooLong_Is400() =>
        (await PostAsync(await CreateAsync(), JsonSerializer.Serialize(new { callRejectMessage = new string('x', 1025) })))
            .IsError(400, "Invalid request body: callRejectMessage must have at most 1024 characters");

    [Fact]
    public async Task Create_InlineSettingsAndProxy_AreStored()
    {
        var name = gateway.NewName();
        var created = (await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", $$"""
            {"name":"{{name}}","engine":"sandbox","ignoreGroupMessages":true,
            "proxyEnabled":true,"proxyHost":"proxy.example.com","proxyPort":"8080","proxyProtocol":"HTTP","proxyUsername":"shop","proxyPassword":"s3cret"}
            """)).Json.GetProperty("instance");

        Assert.True(created.GetProperty("settings").GetProperty("ignoreGroupMessages").GetBoolean());
        Assert.Equal("""{"enabled":true,"host":"proxy.example.com","port":"8080","protocol":"http","username":"shop"}""", created.GetProperty("proxy").GetRawText());
        var item = await ListAsync(name);
        Assert.Equal(created.GetProperty("settings").GetRawText(), item.GetProperty("settings").GetRawText());
        Assert.Equal(created.GetProperty("proxy").GetRawText(), item.GetProperty("proxy").GetRawText());
    }

    [Fact]
    public async Task Create_WrongBlocks_SayWhatIsWrongAndTheInstanceIsThere()
    {
        var name = gateway.NewName();
        var answer = await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", $$"""
            {"name":"{{name}}","engine":"sandbox","ignoreGroupMessages":"yes","autoReadMessages":true,"proxyEnabled":true,"proxyHost":"http://proxy.example.com","proxyPort":0,"proxyPassword":"s3cret"}
            """);

        Assert.Equal(201, answer.Status);
        var settings = answer.Json.GetProperty("instance").GetProperty("settings");
        Assert.Equal("ignoreGroupMessages must be true or false", settings.GetProperty("error").GetString());
        Assert.False(settings.GetProperty("autoReadMessages").GetBoolean());
        var proxy = answer.Json.GetProperty("instance").GetProperty("proxy");
        Assert.False(proxy.GetProperty("enabled").GetBoolean());
        Assert.Equal(
            "proxyHost must be a host name or an address, without http://, user name or port; proxyPort must be a number from 1 to 65535; proxyProtocol is required; "
            + "proxyUsername is required with a password",
            proxy.GetProperty("error").GetString());
        Assert.DoesNotContain("s3cret", answer.Text, StringComparison.Ordinal);
        Assert.Equal(Defaults, (await ListAsync(name)).GetProperty("settings").GetRawText());
    }

    [Fact]
    public async Task Ignore_GroupsAndStatus_AreDroppedFromThenOn()
    {
        var name = await CreateAsync();
        const string Group = "120363000000000001@g.us", Late = "120363000000000002@g.us";
        await ReceiveAsync(name, Group, "before");
        await Eventually.HoldsAsync(async () => (await ChatsAsync()).Contains(Group));

        await PostAsync(name, """{"ignoreGroupMessages":true,"ignoreStatus":true}""");
        await ReceiveAsync(name, Late, "dropped");
        await ReceiveAsync(name, null, "kept");

        await Eventually.HoldsAsync(async () => (await ChatsAsync()).Contains("5511900000007@s.whatsapp.net"));
        Assert.DoesNotContain(Late, await ChatsAsync());

        await PostAsync(name, """{"ignoreGroupMessages":false}""");
        await ReceiveAsync(name, Late, "kept");
        await Eventually.HoldsAsync(async () => (await ChatsAsync()).Contains(Late));

        async Task<List<string>> ChatsAsync()
        {
            var id = (await ListAsync(name)).GetProperty("id").GetString();
            await using var database = new SqliteConnection($"Data Source={Path.Combine(gateway.DataFolder, "ponte.db")}");
            return [.. await database.QueryAsync<string>("select jid from chat_alias where instance_id = @id", new { id })];
        }
    }

    private Task<string> ReceiveAsync(string name, string? chat, string text) =>
        gateway.Http.ReceiveAsync(name, new SandboxText("5511900000007", text, Chat: chat), TestContext.Current.CancellationToken);

    private async Task<JsonElement> ListAsync(string name) =>
        (await Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/instance/list?instanceName={name}")).Json.GetProperty("instances")[0];

    private Task<Answer> PostAsync(string name, string body) => Answer.SendAsync(gateway.Http, HttpMethod.Post, $"/api/instance/settings/{name}", body);

    private Task<Answer> GetAsync(string name) => Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/instance/getSettings/{name}");

    private async Task<string> CreateAsync()
    {
        var name = gateway.NewName();
        await gateway.Http.CreateSandboxAsync(name, TestContext.Current.CancellationToken);
        return name;
    }
}
