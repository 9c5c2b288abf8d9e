using System.Net.Http.Headers;

namespace Ponte.Gateway.Tests.Api;

/// <summary>http-contract §1 and the order of checks of §9.</summary>
public sealed class AuthenticationTests(SharedGateway gateway)
{
    private const string Missing = "Missing token in header, Authorization header, or query parameter";

    [Theory]
    [InlineData("GET", "/api/instance/list")]
    [InlineData("POST", "/api/instance/new")]
    [InlineData("DELETE", "/api/instance/delete/x")]
    [InlineData("GET", "/api/instance/connect/x")]
    [InlineData("POST", "/api/sandbox/x/receive")]
    [InlineData("GET", "/api/sandbox/x/sent")]
    [InlineData("POST", "/api/sandbox/x/connection")]
    public async Task AnyRoute_NoOrBadToken_Is401BeforeAnythingElse(string method, string path)
    {
        using var nobody = gateway.Client(token: null);
        using var stranger = gateway.Client(token: "pta_wrong");

        (await Answer.SendAsync(nobody, new HttpMethod(method), path)).IsError(401, Missing);
        (await Answer.SendAsync(stranger, new HttpMethod(method), path)).IsError(401, "Invalid token");
    }

    [Fact]
    public async Task Token_InBearer_IsTaken() => Assert.Equal(200, (await ListAsync(bearer: GatewayStart.AccountToken)).Status);

    [Fact]
    public async Task Token_InBothHeaders_TokenHeaderWins()
    {
        Assert.Equal(200, (await ListAsync(token: GatewayStart.AccountToken, bearer: "wrong")).Status);
        (await ListAsync(token: "wrong", bearer: GatewayStart.AccountToken)).IsError(401, "Invalid token");
    }

    [Fact]
    public async Task Token_InTheQueryOfARestRoute_IsNotTaken() => (await ListAsync(query: "?token=" + GatewayStart.AccountToken)).IsError(401, Missing);

    [Fact]
    public async Task Token_Endless_IsInvalid() => (await ListAsync(token: new string('x', 10_000))).IsError(401, "Invalid token");

    [Fact]
    public async Task InstanceToken_AccountRoutes_Are401()
    {
        var (name, token) = await CreateAsync();
        using var client = gateway.Client(token);

        (await Answer.SendAsync(client, HttpMethod.Post, "/api/instance/new", """{"name":"x"}""")).IsError(401, "Invalid token");
        (await Answer.SendAsync(client, HttpMethod.Delete, $"/api/instance/delete/{name}")).IsError(401, "Invalid token");
    }

    [Fact]
    public async Task InstanceToken_OwnInstance_IsServed()
    {
        var (name, token) = await CreateAsync();
        using var client = gateway.Client(token);

        Assert.Equal(200, (await Answer.SendAsync(client, HttpMethod.Get, $"/api/sandbox/{name}/sent")).Status);
    }

    [Fact]
    public async Task InstanceToken_OtherInstanceOfTheAccount_Is403BeforeTheBody()
    {
        var (_, token) = await CreateAsync();
        var (other, _) = await CreateAsync();
        using var client = gateway.Client(token);

        var answer = await Answer.SendAsync(client, HttpMethod.Post, $"/api/sandbox/{other}/receive", "not json");

        answer.IsError(403, "Instance token does not match the requested instance");
    }

    [Fact]
    public async Task InstanceToken_NoSuchInstance_Is404BeforeOwnership()
    {
        var (_, token) = await CreateAsync();
        using var client = gateway.Client(token);

        (await Answer.SendAsync(client, HttpMethod.Get, "/api/sandbox/nobody/sent")).IsError(404, "Instance not found");
    }

    [Fact]
    public async Task AccountToken_InstanceOfAnotherAccount_Is404AsIfItDidNotExist()
    {
        var (name, instanceToken) = await CreateAsync();
        using var other = gateway.Client(await gateway.CreateAccountAsync());

        (await Answer.SendAsync(other, HttpMethod.Get, $"/api/sandbox/{name}/sent")).IsError(404, "Instance not found");
        (await Answer.SendAsync(other, HttpMethod.Delete, $"/api/instance/delete/{name}")).IsError(404, "Instance not found");
        Assert.Equal("0 Instances found", (await Answer.SendAsync(other, HttpMethod.Get, "/api/instance/list")).Json.GetProperty("message").GetString());
        Assert.Equal(201, (await Answer.SendAsync(other, HttpMethod.Post, "/api/instance/new", $$"""{"name":"{{name}}"}""")).Status);
        Assert.Equal(409, (await Answer.SendAsync(other, HttpMethod.Post, "/api/instance/new", $$"""{"name":"z","token":"{{instanceToken}}"}""")).Status);
    }

    private async Task<Answer> ListAsync(string? token = null, string? bearer = null, string query = "")
    {
        using var client = gateway.Client(token);
        client.DefaultRequestHeaders.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list" + query);
    }

    private async Task<(string Name, string Token)> CreateAsync()
    {
        var name = gateway.NewName();
        var answer = await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", $$"""{"name":"{{name}}","engine":"sandbox"}""");
        return (name, answer.Json.GetProperty("instance").GetProperty("token").GetString()!);
    }
}
