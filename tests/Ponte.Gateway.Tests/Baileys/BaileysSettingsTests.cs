namespace Ponte.Gateway.Tests.Baileys;

/// <summary>The settings of the engine, and a start without one, in the real process.</summary>
public sealed class BaileysSettingsTests : IDisposable
{
    private const string NoiseRoot = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static readonly Dictionary<string, string?> Testing = new() { ["DOTNET_ENVIRONMENT"] = "Testing" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("Production")]
    public async Task Start_TestServerInProduction_IsRefused(string? environment)
    {
        var (exitCode, output) = await GatewayProcess.RunAsync(Start("ws://127.0.0.1:9/ws/chat", NoiseRoot) with
        {
            Environment = new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = environment, ["ENVIRONMENT"] = "Testing" },
        });

        Assert.Equal(1, exitCode);
        Assert.Equal("Ponte:Baileys:TestServer is for tests only and not allowed in the environment Production", output.Trim());
    }

    [Theory]
    [InlineData("ws://192.0.2.1/ws/chat", NoiseRoot, "Ponte:Baileys:TestServer:Url must be a ws:// address of this machine")]
    [InlineData("http://127.0.0.1/", NoiseRoot, "Ponte:Baileys:TestServer:Url must be a ws:// address of this machine")]
    [InlineData("", NoiseRoot, "Ponte:Baileys:TestServer:Url must be a ws:// address of this machine")]
    [InlineData("ws://127.0.0.1:9/ws/chat", "", "Ponte:Baileys:TestServer:NoiseRoot must be 64 hexadecimal digits")]
    [InlineData("ws://127.0.0.1:9/ws/chat", "0g", "Ponte:Baileys:TestServer:NoiseRoot must be 64 hexadecimal digits")]
    public async Task Start_WrongTestServer_SaysSo(string url, string noiseRoot, string sentence)
    {
        var (exitCode, output) = await GatewayProcess.RunAsync(Start(url, noiseRoot) with { Environment = Testing });

        Assert.Equal(1, exitCode);
        Assert.Equal(sentence, output.Trim());
    }

    [Fact]
    public async Task Start_WrongSettings_SaysSo()
    {
        var (exitCode, output) = await GatewayProcess.RunAsync(new GatewayStart
        {
            DataFolder = _folder.Path,
            Settings = new Dictionary<string, string> { ["Ponte:Baileys:SessionsPerProcess"] = "101", ["Ponte:Baileys:NodePath"] = "" },
        });

        Assert.Equal(1, exitCode);
        Assert.Contains("Ponte:Baileys:SessionsPerProcess must be a whole number from 1 to 100", output, StringComparison.Ordinal);
        Assert.Contains("Ponte:Baileys:NodePath must name a program", output, StringComparison.Ordinal);
    }

    private const string Missing =
        "The WhatsApp engine cannot start on this server. Install Node.js 20 or newer and restart Ponte; the server's log says what is missing.";

    [Fact]
    public async Task Start_NoNode_ServesSandboxesAndSaysOnceWhatIsMissing()
    {
        await using var gateway = await GatewayProcess.StartAsync(
            new GatewayStart { DataFolder = _folder.Path, Settings = new Dictionary<string, string> { ["Ponte:Baileys:NodePath"] = "no-such-node" } },
            TestContext.Current.CancellationToken);

        foreach (var name in new[] { "one", "two" })
        {
            await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", $$"""{"name":"{{name}}"}""");
            (await Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/instance/connect/{name}")).IsError(503, Missing);
            (await Answer.SendAsync(gateway.Http, HttpMethod.Post, $"/api/instance/reconnect/{name}")).IsError(500, "Failed to reconnect: " + Missing);
        }

        await gateway.Http.CreateSandboxAsync("three", TestContext.Current.CancellationToken);
        await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/api/instance/connect/one");
        await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/api/instance/connect/two");

        await Eventually.HoldsAsync(() => gateway.Output.Contains("\"no-such-node\" cannot be run", StringComparison.Ordinal));
        await Eventually.HoldsAsync(async () =>
            (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/api/instance/list")).Text.Contains("\"status\":\"connected\"", StringComparison.Ordinal));
        Assert.Single(gateway.Output.Split('\n'), line => line.Contains("no-such-node", StringComparison.Ordinal));
    }

    private GatewayStart Start(string url, string noiseRoot) => new()
    {
        DataFolder = _folder.Path,
        Settings = new Dictionary<string, string> { ["Ponte:Baileys:TestServer:Url"] = url, ["Ponte:Baileys:TestServer:NoiseRoot"] = noiseRoot },
    };
}
