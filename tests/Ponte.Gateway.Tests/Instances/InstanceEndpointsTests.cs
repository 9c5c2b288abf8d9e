using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Ponte.Gateway.Tests.Instances;

/// <summary>http-contract 5.1, 5.3, 5.4 and §9.</summary>
public sealed class InstanceEndpointsTests(SharedGateway gateway)
{
    private static readonly string[] Blocks = ["webhook", "websocket", "proxy", "settings", "s3"];

    [Fact]
    public async Task Create_Sandbox_IsConnectedAtOnceWithEveryBlock()
    {
        var name = gateway.NewName();

        var answer = await PostAsync($$"""{"name":"{{name}}","engine":"sandbox","webhookEnabled":true,"unknown":1}""");

        Assert.Equal(201, answer.Status);
        Assert.True(answer.Json.GetProperty("success").GetBoolean());
        Assert.Equal("Instance created", answer.Json.GetProperty("message").GetString());
        var instance = answer.Json.GetProperty("instance");
        Assert.Matches("^ins_[a-z0-9]{20}$", instance.GetProperty("id").GetString());
        Assert.Equal(name, instance.GetProperty("name").GetString());
        Assert.Matches("^pti_[A-Za-z0-9_-]{43}$", instance.GetProperty("token").GetString());
        Assert.Equal("sandbox", instance.GetProperty("engine").GetString());
        await Eventually.HoldsAsync(async () => StateOf(await ListOneAsync(name)) == "connected");
        Assert.All(Blocks, block => Assert.Equal(JsonValueKind.Object, instance.GetProperty(block).ValueKind));
        Assert.False(instance.GetProperty("webhook").GetProperty("enabled").GetBoolean());
        Assert.True(instance.GetProperty("settings").GetProperty("disableHistorySync").GetBoolean());
        Assert.Equal(JsonValueKind.Null, instance.GetProperty("proxy").GetProperty("host").ValueKind);
    }

    [Fact]
    public async Task Create_NoEngine_IsBaileysAndDisconnected()
    {
        var name = gateway.NewName();

        var instance = (await PostAsync($$"""{"name":"{{name}}"}""")).Json.GetProperty("instance");

        Assert.Equal("baileys", instance.GetProperty("engine").GetString());
        Assert.Equal("disconnected", StateOf(instance));
        Assert.Equal(JsonValueKind.Null, instance.GetProperty("connection").GetProperty("cause").ValueKind);
    }

    [Fact]
    public async Task Create_OwnToken_IsTakenAndWorks()
    {
        var name = gateway.NewName();
        var token = $"chosen-{name}-token";

        var answer = await PostAsync($$"""{"name":"{{name}}","token":"{{token}}"}""");

        Assert.Equal(token, answer.Json.GetProperty("instance").GetProperty("token").GetString());
        using var client = gateway.Client(token);
        Assert.Equal(200, (await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list")).Status);
        (await PostAsync($$"""{"name":"{{gateway.NewName()}}","token":"{{token}}"}""")).IsError(409, "Instance token already in use");
    }

    [Fact]
    public async Task Create_TokenOfAnAccount_Is409() =>
        (await PostAsync($$"""{"name":"{{gateway.NewName()}}","token":"{{GatewayStart.AccountToken}}"}""")).IsError(409, "Instance token already in use");

    [Fact]
    public async Task Create_TakenName_Is409()
    {
        var name = await CreateAsync();

        (await PostAsync($$"""{"name":"{{name}}"}""")).IsError(409, "Instance name already exists");
    }

    [Fact]
    public async Task Create_OneNameManyTimesAtOnce_HasOneWinner()
    {
        var name = gateway.NewName();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync($$"""{"name":"{{name}}"}""")));

        Assert.Equal([201, .. Enumerable.Repeat(409, 9)], answers.Select(answer => answer.Status).Order());
    }

    [Theory]
    [InlineData("""{}""", "Instance name is required")]
    [InlineData("""{"name":null}""", "Instance name is required")]
    [InlineData("""{"name":""}""", "Instance name is required")]
    [InlineData("""[]""", "Invalid request body")]
    [InlineData("""null""", "Invalid request body")]
    [InlineData("""{"name":5}""", "Invalid request body: name must be a string")]
    [InlineData("""{"name":"a b"}""", "Invalid request body: name must match ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    [InlineData("""{"name":".."}""", "Invalid request body: name must match ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    [InlineData("""{"name":"é"}""", "Invalid request body: name must match ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    [InlineData("""{"name":"x12345678901234567890123456789012345678901234567890123456789012345"}""", "Invalid request body: name must match ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    [InlineData("""{"name":"a","engine":"telegram"}""", "Invalid request body: engine must be baileys or sandbox")]
    [InlineData("""{"name":"a","token":"short"}""", "Invalid request body: token must have 8 to 128 printable ASCII characters and no space")]
    [InlineData("""{"name":"-","token":7,"engine":true}""", "Invalid request body: token must be a string; engine must be a string; name must match ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    public async Task Create_BadBody_Is400WithEveryProblem(string body, string message) => (await PostAsync(body)).IsError(400, message);

    [Fact]
    public async Task List_AccountToken_ShowsTokensAndFiltersByName()
    {
        string[] names = [await CreateAsync(), await CreateAsync(), await CreateAsync()];

        var two = await ListAsync($"?instanceName={names[2]},nobody,{names[0]}");
        var one = await ListAsync($"?instanceName={names[1]}");

        Assert.Equal("2 Instances found", two.Json.GetProperty("message").GetString());
        Assert.Equal([names[0], names[2]], Names(two));
        Assert.Equal("1 Instance found", one.Json.GetProperty("message").GetString());
        var item = Assert.Single(one.Json.GetProperty("instances").EnumerateArray());
        Assert.StartsWith("pti_", item.GetProperty("token").GetString(), StringComparison.Ordinal);
        Assert.Equal(StateOf(item), item.GetProperty("status").GetString());
        Assert.Equal("5511900009999@s.whatsapp.net", item.GetProperty("numberJid").GetString());
        Assert.False(item.GetProperty("profile").GetProperty("isBusiness").GetBoolean());
        Assert.All(Blocks, block => Assert.True(item.TryGetProperty(block, out _), block));
        Assert.True(Names(await ListAsync("")).Count() >= 3);
    }

    [Fact]
    public async Task List_OneUnknownName_Is404ButSeveralAreSkipped()
    {
        (await ListAsync("?instanceName=nobody")).IsError(404, "Instance not found");
        Assert.Equal("0 Instances found", (await ListAsync("?instanceName=nobody,noone")).Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task List_InstanceToken_ShowsItselfAloneWithoutItsToken()
    {
        var other = await CreateAsync();
        var created = await PostAsync($$"""{"name":"{{gateway.NewName()}}"}""");
        using var client = gateway.Client(created.Json.GetProperty("instance").GetProperty("token").GetString());

        var answer = await Answer.SendAsync(client, HttpMethod.Get, $"/api/instance/list?instanceName={other}");

        var item = Assert.Single(answer.Json.GetProperty("instances").EnumerateArray());
        Assert.Equal(created.Json.GetProperty("instance").GetProperty("name").GetString(), item.GetProperty("name").GetString());
        Assert.False(item.TryGetProperty("token", out _));
    }

    [Fact]
    public async Task Connect_Sandbox_SaysConnected()
    {
        var answer = await Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/instance/connect/{await CreateAsync()}");

        Assert.Equal("""{"success":true,"message":"Instance is connected","status":"connected"}""", answer.Text);
    }

    [Fact]
    public async Task Delete_Instance_RemovesItsRowsAndItsToken()
    {
        var created = (await PostAsync($$"""{"name":"{{gateway.NewName()}}","engine":"sandbox"}""")).Json.GetProperty("instance");
        var (id, name) = (created.GetProperty("id").GetString(), created.GetProperty("name").GetString());
        await gateway.Http.ReceiveAsync(name!, new SandboxText("5511900000001", "Hello"), TestContext.Current.CancellationToken);
        await using var database = new SqliteConnection($"Data Source={Path.Combine(gateway.DataFolder, "ponte.db")}");
        await database.ExecuteAsync(
            """
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500)
            insert into delivery (instance_id, chat_id, destination, kind, source_key, target_id, payload, state, attempts, next_attempt_at, certain, created_at, updated_at)
            select @id, 1, 'chatwoot', 'message', i, i, '', 'done', 0, 0, 1, 0, 0 from n;
            insert into message_link (instance_id, chat_id, whatsapp_id, part, from_me, kind, sent_at, status_level, integration_id, conversation_id, chatwoot_message_id, created_at)
            select instance_id, chat_id, target_id, 0, 0, 'message', 0, 0, '', 0, 0, 0 from delivery where instance_id = @id
            """,
            new { id });

        var answer = await Answer.SendAsync(gateway.Http, HttpMethod.Delete, $"/api/instance/delete/{name}");

        Assert.Equal("""{"success":true,"message":"Instance deleted","instance":{"status":"deleted"}}""", answer.Text);
        foreach (var table in new[] { "delivery", "message_link", "chat", "chat_alias" })
        {
            Assert.Equal(0, await database.ExecuteScalarAsync<long>($"select count(*) from {table} where instance_id = @id", new { id }));
        }

        Assert.Equal(0, await database.ExecuteScalarAsync<long>("select count(*) from instance where id = @id", new { id }));
        using var client = gateway.Client(created.GetProperty("token").GetString());
        (await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list")).IsError(401, "Invalid token");
        (await Answer.SendAsync(gateway.Http, HttpMethod.Delete, $"/api/instance/delete/{name}")).IsError(404, "Instance not found");
        Assert.Equal(201, (await PostAsync($$"""{"name":"{{name}}"}""")).Status);
    }

    [Fact]
    public async Task List_DamagedSecret_Is500WithoutDetails()
    {
        var account = await gateway.CreateAccountAsync();
        using var client = gateway.Client(account);
        await Answer.SendAsync(client, HttpMethod.Post, "/api/instance/new", """{"name":"damaged"}""");
        await using var database = new SqliteConnection($"Data Source={Path.Combine(gateway.DataFolder, "ponte.db")}");
        await database.ExecuteAsync("update instance set token_encrypted = 'damaged' where name = 'damaged'");

        var answer = await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list");

        answer.IsError(500, "Internal server error");
        Assert.True(answer.Response.Headers.Contains("X-RateLimit-Limit"));
    }

    private static string? StateOf(JsonElement instance) => instance.GetProperty("connection").GetProperty("state").GetString();

    private static IEnumerable<string?> Names(Answer list) => list.Json.GetProperty("instances").EnumerateArray().Select(item => item.GetProperty("name").GetString());

    private Task<Answer> PostAsync(string body) => Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", body);

    private Task<Answer> ListAsync(string query) => Answer.SendAsync(gateway.Http, HttpMethod.Get, "/api/instance/list" + query);

    private async Task<JsonElement> ListOneAsync(string name) => (await ListAsync($"?instanceName={name}")).Json.GetProperty("instances")[0];

    private async Task<string> CreateAsync()
    {
        var name = gateway.NewName();
        Assert.Equal(201, (await PostAsync($$"""{"name":"{{name}}","engine":"sandbox"}""")).Status);
        return name;
    }
}
