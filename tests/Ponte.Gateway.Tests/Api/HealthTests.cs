using Microsoft.Data.Sqlite;

namespace Ponte.Gateway.Tests.Api;

/// <summary>Liveness and readiness.</summary>
public sealed class HealthTests(SharedGateway shared) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ready_AllIsWell_NamesEveryCheck()
    {
        using var client = shared.Client(token: null);

        var answer = await Answer.SendAsync(client, HttpMethod.Get, "/health/ready");

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"db":"ok","write":"ok","disk":"ok","engine":"ok"}""", answer.Json.GetProperty("checks").GetRawText());
        Assert.Equal("ok", answer.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Ready_DatabaseIsLocked_SaysSoWithoutPilingUpAndRecovers()
    {
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = _folder.File("data") }, Token);
        await using (var other = new SqliteConnection($"Data Source={_folder.File("data", "ponte.db")};Pooling=False"))
        {
            await other.OpenAsync(Token);
            await using var writing = await other.BeginTransactionAsync(Token);

            var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health/ready")));

            Assert.All(answers, answer => Assert.Equal((503, "fail: timeout", "ok"), (answer.Status, Check(answer, "write"), Check(answer, "db"))));
            Assert.Equal(200, (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health/live")).Status);
        }

        await Eventually.HoldsAsync(async () => (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health/ready")).Status == 200, TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Ready_LittleRoomIsLeft_SaysSoAndTheLogWarnsOnce()
    {
        var settings = new Dictionary<string, string> { ["Ponte:MinFreeMegabytes"] = "1000000" };
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = _folder.File("data"), Settings = settings }, Token);

        var answer = await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health/ready");
        await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health/ready");

        Assert.Equal(503, answer.Status);
        Assert.Equal("degraded", answer.Json.GetProperty("status").GetString());
        Assert.Matches(@"^fail: only \d+ MB are free where the data folder lies, fewer than 1000000\. Make room, or lower Ponte:MinFreeMegabytes\.$", Check(answer, "disk"));
        Assert.Equal(200, (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health")).Status);
        await Eventually.HoldsAsync(() => gateway.Output.Split("MB are free where the data folder lies").Length == 2);
    }

    [Fact]
    public async Task Ready_EngineIsMissingAndANumberNeedsIt_SaysSo()
    {
        var settings = new Dictionary<string, string> { ["Ponte:Baileys:NodePath"] = "/nowhere/node" };
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = _folder.File("data"), Settings = settings }, Token);
        Assert.Equal("ok", Check(await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health/ready"), "engine"));

        Assert.Equal(201, (await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", """{"name":"shop"}""")).Status);
        await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/api/instance/connect/shop");

        var answer = await Eventually.GetAsync(() => Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health/ready"), ready => ready.Status == 503);
        Assert.StartsWith("fail: the WhatsApp engine does not run", Check(answer, "engine"), StringComparison.Ordinal);
    }

    private static string Check(Answer answer, string name) => answer.Json.GetProperty("checks").GetProperty(name).GetString()!;
}
