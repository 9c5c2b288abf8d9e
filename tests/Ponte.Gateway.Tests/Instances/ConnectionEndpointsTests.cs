using System.Text.Json;

namespace Ponte.Gateway.Tests.Instances;

/// <summary>http-contract 5.2 and 5.4, on simulated phones.</summary>
public sealed class ConnectionEndpointsTests(SharedGateway gateway)
{
    private const string NotLinked = "Instance has no saved session — call /connect first";

    [Fact]
    public async Task LogOut_Connected_NeedsANewConnectAndKeepsTheToken()
    {
        var created = await CreateAsync("sandbox");
        var name = created.GetProperty("name").GetString();
        using var client = gateway.Client(created.GetProperty("token").GetString());

        var answer = await Answer.SendAsync(client, HttpMethod.Delete, $"/api/instance/logout/{name}");

        Assert.Equal("""200 {"success":true,"message":"Instance logged out","instance":{"status":"loggedout"}}""", $"{answer.Status} {answer.Text}");
        var item = (await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list")).Json.GetProperty("instances")[0];
        Assert.Equal("loggedout", item.GetProperty("status").GetString());
        var connection = item.GetProperty("connection");
        Assert.Equal("loggedout", connection.GetProperty("state").GetString());
        Assert.Equal("Unlinked", connection.GetProperty("displayStatus").GetString());
        Assert.Equal("logged_out", connection.GetProperty("cause").GetProperty("code").GetString());
        Assert.EndsWith(".", connection.GetProperty("cause").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(".", connection.GetProperty("cause").GetProperty("remedy").GetString(), StringComparison.Ordinal);
        (await Answer.SendAsync(client, HttpMethod.Post, $"/api/instance/reconnect/{name}")).IsError(400, NotLinked);

        var connect = await Answer.SendAsync(client, HttpMethod.Get, $"/api/instance/connect/{name}");
        Assert.Equal("""200 {"success":true,"message":"Instance is connected","status":"connected"}""", $"{connect.Status} {connect.Text}");
        Assert.Equal("no-store", connect.Response.Headers.CacheControl?.ToString());
        var again = (await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list")).Json.GetProperty("instances")[0].GetProperty("connection");
        Assert.Equal(("connected", "Connected", JsonValueKind.Null), (again.GetProperty("state").GetString(), again.GetProperty("displayStatus").GetString(), again.GetProperty("cause").ValueKind));
    }

    [Fact]
    public async Task Reconnect_Disconnected_Connects()
    {
        var name = (await CreateAsync("sandbox")).GetProperty("name").GetString()!;
        await gateway.Http.SetConnectionAsync(name, "disconnected", TestContext.Current.CancellationToken);
        Assert.Equal("disconnected", await StateAsync(name));

        var answer = await SendAsync(HttpMethod.Post, $"reconnect/{name}");

        Assert.Equal("""200 {"success":true,"message":"Reconnect initiated","status":"connecting"}""", $"{answer.Status} {answer.Text}");
        Assert.Equal("connected", await StateAsync(name));
    }

    [Fact]
    public async Task NeverConnected_HasNothingToReconnectOrLogOut()
    {
        var name = (await CreateAsync("baileys")).GetProperty("name").GetString()!;

        (await SendAsync(HttpMethod.Post, $"reconnect/{name}")).IsError(400, NotLinked);
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, $"logout/{name}")).Status);
        Assert.Equal("disconnected", await StateAsync(name));
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, $"delete/{name}")).Status);
    }

    [Theory]
    [InlineData("number=1234", "number must be a phone number with its country code, 5 to 15 digits")]
    [InlineData("number=1234567890123456", "number must be a phone number with its country code, 5 to 15 digits")]
    [InlineData("number=55119x000001", "number must be a phone number with its country code, 5 to 15 digits")]
    [InlineData("number=%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5%D9%A6", "number must be a phone number with its country code, 5 to 15 digits")]
    [InlineData("number=5511900000001&number=5511900000002", "number must be a phone number with its country code, 5 to 15 digits")]
    [InlineData("number=---", "number must be a phone number with its country code, 5 to 15 digits")]
    [InlineData("number=011900000001", "number must be a phone number with its country code, 5 to 15 digits")]
    [InlineData("history=0", "history must be a number of days from 1 to 3650")]
    [InlineData("history=3651", "history must be a number of days from 1 to 3650")]
    [InlineData("history=", "history must be a number of days from 1 to 3650")]
    [InlineData("history=-1", "history must be a number of days from 1 to 3650")]
    [InlineData("history=99999999999999", "history must be a number of days from 1 to 3650")]
    public async Task Connect_BadQuery_Is400AndNothingIsOpened(string query, string message)
    {
        var name = (await CreateAsync("baileys")).GetProperty("name").GetString()!;

        (await SendAsync(HttpMethod.Get, $"connect/{name}?{query}")).IsError(400, message);
        (await SendAsync(HttpMethod.Post, $"reconnect/{name}")).IsError(400, NotLinked);
    }

    [Theory]
    [InlineData("number=%2B55 (11) 90000-0001&history=30")]
    [InlineData("number=+55.11.90000.0001&history=3650")]
    [InlineData("number=&history=1")]
    public async Task Connect_NumberAsPeopleWriteIt_IsTaken(string query)
    {
        var name = (await CreateAsync("sandbox")).GetProperty("name").GetString()!;

        Assert.Equal(200, (await SendAsync(HttpMethod.Get, $"connect/{name}?{query}")).Status);
    }

    [Fact]
    public async Task Any_SomeoneElses_IsRefusedAsEverywhere()
    {
        var own = await CreateAsync("sandbox");
        var other = (await CreateAsync("sandbox")).GetProperty("name").GetString();
        using var instance = gateway.Client(own.GetProperty("token").GetString());
        using var stranger = gateway.Client(await gateway.CreateAccountAsync());
        using var nobody = gateway.Client(null);
        (HttpMethod Method, string Path)[] routes =
        [
            (HttpMethod.Get, "connect"), (HttpMethod.Post, "reconnect"), (HttpMethod.Delete, "logout"), (HttpMethod.Post, "settings"),
            (HttpMethod.Get, "getSettings"), (HttpMethod.Post, "proxy"), (HttpMethod.Get, "getProxy"),
        ];

        foreach (var (method, path) in routes)
        {
            (await Answer.SendAsync(instance, method, $"/api/instance/{path}/{other}")).IsError(403, "Instance token does not match the requested instance");
            (await Answer.SendAsync(stranger, method, $"/api/instance/{path}/{other}")).IsError(404, "Instance not found");
            (await Answer.SendAsync(nobody, method, $"/api/instance/{path}/{other}")).IsError(401, "Missing token in header, Authorization header, or query parameter");
        }
    }

    [Fact]
    public async Task Any_ManyAtOnce_EndDeletedWithNothingLeft()
    {
        var created = await CreateAsync("sandbox");
        var name = created.GetProperty("name").GetString();
        (HttpMethod Method, string Path)[] calls =
            [(HttpMethod.Get, "connect"), (HttpMethod.Post, "reconnect"), (HttpMethod.Delete, "logout"), (HttpMethod.Get, "getSettings")];

        var storm = Enumerable.Range(0, 40).Select(n => SendAsync(calls[n % 4].Method, $"{calls[n % 4].Path}/{name}")).ToList();
        var deletions = Enumerable.Range(0, 3).Select(_ => SendAsync(HttpMethod.Delete, $"delete/{name}")).ToList();

        Assert.All(await Task.WhenAll(storm), answer => Assert.True(answer.Status is 200 or 400 or 404 or 409, answer.Text));
        Assert.All(await Task.WhenAll(deletions), answer => Assert.True(answer.Status is 200 or 404, answer.Text));
        (await SendAsync(HttpMethod.Get, $"list?instanceName={name}")).IsError(404, "Instance not found");
        var folder = Path.Combine(gateway.DataFolder, "sandbox", created.GetProperty("id").GetString()!);
        await Eventually.HoldsAsync(() => Task.FromResult(!Directory.Exists(folder)));
    }

    [Fact]
    public async Task LogOut_ServerStartsAgain_StaysLoggedOut()
    {
        using var folder = new TemporaryFolder();
        await using var server = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = folder.Path }, TestContext.Current.CancellationToken);
        await server.Http.CreateSandboxAsync("out", TestContext.Current.CancellationToken);
        await server.Http.CreateSandboxAsync("in", TestContext.Current.CancellationToken);
        Assert.Equal(200, (await Answer.SendAsync(server.Http, HttpMethod.Delete, "/api/instance/logout/out")).Status);
        await server.RestartAsync(cancellationToken: TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(async () =>
        {
            var list = await Answer.SendAsync(server.Http, HttpMethod.Get, "/api/instance/list");
            return list.Json.GetProperty("instances").EnumerateArray().Select(item => item.GetProperty("status").GetString()).SequenceEqual(["loggedout", "connected"]);
        });
        Assert.Matches("Instance ins_[a-z0-9]{20} is loggedout: logged_out", server.Output);
    }

    private async Task<string?> StateAsync(string name) =>
        (await SendAsync(HttpMethod.Get, $"list?instanceName={name}")).Json.GetProperty("instances")[0].GetProperty("connection").GetProperty("state").GetString();

    private Task<Answer> SendAsync(HttpMethod method, string path) => Answer.SendAsync(gateway.Http, method, "/api/instance/" + path);

    private async Task<JsonElement> CreateAsync(string engine) =>
        (await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", $$"""{"name":"{{gateway.NewName()}}","engine":"{{engine}}"}""")).Json.GetProperty("instance");
}
