using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>Which refusal wins: token, module, instance, ownership, body (http-contract 1.2, 4.8 and §9).</summary>
[Collection(typeof(ActivationServers))]
public sealed class OrderOfChecksTests(Servers servers)
{
    private static readonly Answer NoToken = Answer.Error(401, "Missing token in header, Authorization header, or query parameter");
    private static readonly Answer BadToken = Answer.Error(401, "Invalid token");
    private static readonly Answer NotFound = Answer.Error(404, "instance not found");

    private static (HttpMethod Method, string Path)[] Routes(string instance) =>
    [
        (HttpMethod.Post, $"/api/chatwoot/set/{instance}"),
        (HttpMethod.Get, $"/api/chatwoot/list/{instance}"),
        (HttpMethod.Delete, $"/api/chatwoot/delete/{instance}"),
    ];

    [Fact]
    public async Task AnyRoute_WithoutOrWithAWrongToken_Is401BeforeAnythingElse()
    {
        var gateway = await servers.GatewayAsync();
        foreach (var (method, path) in Routes("nowhere"))
        {
            Assert.Equal(NoToken, await gateway.Http.AskAsync(method, path, "{", token: ""));
            Assert.Equal(BadToken, await gateway.Http.AskAsync(method, path, "{", token: "not-a-token-of-anybody"));
        }
    }

    [Fact]
    public async Task AnyRoute_UnknownInstance_Is404BeforeTheBody()
    {
        var gateway = await servers.GatewayAsync();
        foreach (var (method, path) in Routes("nowhere"))
        {
            Assert.Equal(NotFound, await gateway.Http.AskAsync(method, path, "{"));
        }
    }

    [Fact]
    public async Task AnyRoute_InstanceOfAnotherAccount_Is404AsIfItDidNotExist()
    {
        using var folder = new TemporaryFolder();
        var start = new GatewayStart { DataFolder = folder.File("data") };
        await using var gateway = await GatewayProcess.StartAsync(start, TestContext.Current.CancellationToken);
        var (code, output) = await GatewayProcess.RunAsync(start with { Arguments = ["account", "create", "--name", "Neighbour"] });
        Assert.Equal(0, code);
        var neighbour = output.TrimEnd().Split('\n')[^1].Trim();
        await gateway.Http.CreateSandboxAsync("shop", TestContext.Current.CancellationToken);

        foreach (var (method, path) in Routes("shop"))
        {
            Assert.Equal(NotFound, await gateway.Http.AskAsync(method, path, "{}", token: neighbour));
        }
    }

    [Fact]
    public async Task AnyRoute_TokenOfAnotherInstance_Is403BeforeTheBody()
    {
        var mine = await servers.ActivateAsync();
        var gateway = mine.Gateway;
        var token = $"instance-token-{Guid.NewGuid():N}";
        var created = await gateway.Http.AskAsync(HttpMethod.Post, "/api/instance/new", $$"""{"name":"other-{{mine.Name}}","engine":"sandbox","token":"{{token}}"}""");
        Assert.Equal(201, created.Status);

        foreach (var (method, path) in Routes(mine.Name))
        {
            var answer = await gateway.Http.AskAsync(method, path, "{", token: token);
            Assert.Equal(Answer.Error(403, "Instance token does not match the requested instance"), answer);
        }

        Assert.Equal(200, (await mine.AskListAsync()).Status);
        var own = await gateway.Http.AskAsync(HttpMethod.Get, $"/api/chatwoot/list/other-{mine.Name}", token: token);
        Assert.Equal(Answer.Error(404, "no chatwoot integration for this instance"), own);
    }

    [Fact]
    public async Task AnyRoute_ModuleOff_Is503BetweenTokenAndInstance()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Ponte:Chatwoot:Enabled"] = "false" };
        await using var gateway = await GatewayProcess.StartAsync(
            new GatewayStart { DataFolder = folder.File("data"), Settings = settings }, TestContext.Current.CancellationToken);
        var off = Answer.Error(503, "integration gateway not configured");
        await gateway.Http.CreateSandboxAsync("shop", TestContext.Current.CancellationToken);

        foreach (var (method, path) in Routes("shop").Concat(Routes("nowhere")))
        {
            Assert.Equal(off, await gateway.Http.AskAsync(method, path, "{"));
            Assert.Equal(BadToken, await gateway.Http.AskAsync(method, path, "{", token: "not-a-token-of-anybody"));
        }

        var inline = ActivationBody.Of("http://127.0.0.1:1", new { name = "inline", engine = "sandbox", chatwootEnabled = true });
        var created = await gateway.Http.SendAsync(HttpMethod.Post, "/api/instance/new", inline, 201, TestContext.Current.CancellationToken);
        Assert.Equal("""{"enabled":false,"status":"error","error":"integration gateway not configured"}""", created.GetProperty("chatwoot").GetRawText());
    }
}
