using System.Text.Json;

namespace Ponte.Gateway.Tests.Sandbox;

public sealed class SandboxEndpointsTests(SharedGateway gateway)
{
    [Fact]
    public async Task Receive_Message_Is202WithItsId()
    {
        var name = await CreateAsync();

        var given = await PostAsync(name, "receive", """{"from":"5511900000001","text":"Hello","id":"3EB0AAAA","name":"Maria","timestamp":1795000000}""");
        var again = await PostAsync(name, "receive", """{"from":"5511900000001","text":"Hello","id":"3EB0AAAA"}""");
        var other = await PostAsync(name, "receive", """{"from":"5511900000001","chat":"120363000000000001@g.us","text":"Hi"}""");

        Assert.Equal("""202 {"messageId":"3EB0AAAA"}""", $"{given.Status} {given.Text}");
        Assert.Equal("""202 {"messageId":"3EB0AAAA"}""", $"{again.Status} {again.Text}");
        Assert.Equal(202, other.Status);
        Assert.Matches("^3EB0[0-9A-F]{18}$", other.Json.GetProperty("messageId").GetString());
    }

    [Fact]
    public async Task Receive_LongestText_Fits()
    {
        var body = JsonSerializer.Serialize(new { from = "5511900000001", text = new string('ß', 65_536) });

        Assert.Equal(202, (await PostAsync(await CreateAsync(), "receive", body)).Status);
    }

    [Theory]
    [InlineData("""{}""", "from is required; text is required")]
    [InlineData("""{"from":5511900000001,"text":true,"timestamp":"now"}""", "from must be a string; text must be a string; timestamp must be a number")]
    [InlineData("""{"from":"+5511900000001","text":"a"}""", "from must be 5 to 15 digits or a LID (…@lid)")]
    [InlineData("""{"from":"5511900000001","alias":"5511900000002","text":"a"}""", "alias must be a LID (…@lid) for a number, or 5 to 15 digits for a LID")]
    [InlineData("""{"from":"100000000000001@lid","alias":"200000000000001@lid","text":"a"}""", "alias must be a LID (…@lid) for a number, or 5 to 15 digits for a LID")]
    [InlineData("""{"from":"abc","text":"a","chat":"5511900000001@s.whatsapp.net"}""", "from must be 5 to 15 digits or a LID (…@lid); chat must be a group address (…@g.us)")]
    [InlineData("""{"from":"5511900000001","text":"a","timestamp":-1}""", "timestamp must be at least 0")]
    [InlineData("""{"from":"5511900000001","text":"a","timestamp":9999999999999}""", "timestamp must be Unix seconds")]
    [InlineData("""{"from":"5511900000001","text":"a","id":"with space"}""", "id must be 1 to 128 printable ASCII characters without spaces")]
    [InlineData("""{"from":"5511900000001","text":"\ud800"}""", "text must be valid text")]
    [InlineData("""[1]""", "the body must be a JSON object")]
    [InlineData("""{"from":""", "malformed JSON at line 1, position 9")]
    [InlineData("", "the body is empty")]
    public async Task Receive_BadBody_Is400WithEveryProblem(string body, string problems) =>
        (await PostAsync(await CreateAsync(), "receive", body)).IsError(400, "Invalid request body: " + problems);

    [Fact]
    public async Task Receive_TextTooLong_Is400()
    {
        var body = JsonSerializer.Serialize(new { from = "5511900000001", text = new string('x', 65_537) });

        (await PostAsync(await CreateAsync(), "receive", body)).IsError(400, "Invalid request body: text must have at most 65536 characters");
    }

    [Fact]
    public async Task Sent_NothingYet_IsAnEmptyList()
    {
        var answer = await Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/sandbox/{await CreateAsync()}/sent");

        Assert.Equal("""200 {"messages":[]}""", $"{answer.Status} {answer.Text}");
    }

    [Fact]
    public async Task Connection_Disconnected_ShowsInTheListAndConnectBringsItBack()
    {
        var name = await CreateAsync();

        var answer = await PostAsync(name, "connection", """{"state":"disconnected"}""");

        Assert.Equal("""200 {"success":true,"message":"Sandbox is disconnected","state":"disconnected"}""", $"{answer.Status} {answer.Text}");
        await Eventually.HoldsAsync(async () => await StateAsync(name) == "disconnected");
        Assert.Equal(202, (await PostAsync(name, "receive", """{"from":"5511900000001","text":"Hello"}""")).Status);
        Assert.Equal(200, (await Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/instance/connect/{name}")).Status);
        await Eventually.HoldsAsync(async () => await StateAsync(name) == "connected");
    }

    [Theory]
    [InlineData("""{}""", "state is required")]
    [InlineData("""{"state":"maybe"}""", "state must be connected or disconnected")]
    public async Task Connection_BadState_Is400(string body, string problem) =>
        (await PostAsync(await CreateAsync(), "connection", body)).IsError(400, "Invalid request body: " + problem);

    [Fact]
    public async Task Any_NotASandbox_Is400()
    {
        var name = gateway.NewName();
        await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", $$"""{"name":"{{name}}"}""");

        (await PostAsync(name, "receive", "{}")).IsError(400, "The instance is not a sandbox: create one with \"engine\":\"sandbox\"");
    }

    [Fact]
    public async Task Any_UnknownInstance_Is404() => (await PostAsync("nobody", "receive", "{}")).IsError(404, "Instance not found");

    [Fact]
    public async Task Any_SandboxOff_Is403AndNoneCanBeCreated()
    {
        using var folder = new TemporaryFolder();
        await using var off = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = folder.Path }, TestContext.Current.CancellationToken);
        await off.Http.CreateSandboxAsync("support", TestContext.Current.CancellationToken);
        await off.RestartAsync(start => start with { Settings = new Dictionary<string, string> { ["Ponte:Sandbox:Enabled"] = "false" } }, TestContext.Current.CancellationToken);
        const string Off = "The sandbox is switched off on this server (Ponte:Sandbox:Enabled)";

        (await Answer.SendAsync(off.Http, HttpMethod.Post, "/api/sandbox/support/receive", "{}")).IsError(403, Off);
        (await Answer.SendAsync(off.Http, HttpMethod.Get, "/api/sandbox/nobody/sent")).IsError(403, Off);
        (await Answer.SendAsync(off.Http, HttpMethod.Get, "/api/instance/connect/support")).IsError(403, Off);
        (await Answer.SendAsync(off.Http, HttpMethod.Post, "/api/instance/reconnect/support")).IsError(403, Off);
        (await Answer.SendAsync(off.Http, HttpMethod.Delete, "/api/instance/logout/support")).IsError(403, Off);
        (await Answer.SendAsync(off.Http, HttpMethod.Post, "/api/instance/new", """{"name":"b","engine":"sandbox"}"""))
            .IsError(400, "Invalid request body: engine sandbox is switched off on this server (Ponte:Sandbox:Enabled)");
        Assert.Equal(200, (await Answer.SendAsync(off.Http, HttpMethod.Delete, "/api/instance/delete/support")).Status);
    }

    private async Task<string?> StateAsync(string name)
    {
        var list = await Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/instance/list?instanceName={name}");
        return list.Json.GetProperty("instances")[0].GetProperty("status").GetString();
    }

    private Task<Answer> PostAsync(string name, string what, string body) => Answer.SendAsync(gateway.Http, HttpMethod.Post, $"/api/sandbox/{name}/{what}", body);

    private async Task<string> CreateAsync()
    {
        var name = gateway.NewName();
        await gateway.Http.CreateSandboxAsync(name, TestContext.Current.CancellationToken);
        return name;
    }
}
