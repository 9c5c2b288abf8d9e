namespace Ponte.Gateway.Tests.Accounts;

public sealed class AccountCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Create_BesideARunningServer_WorksAtOnce()
    {
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = _folder.Path }, TestContext.Current.CancellationToken);

        var token = await CreateAsync("Second shop");

        using var client = new HttpClient { BaseAddress = gateway.BaseUrl };
        client.DefaultRequestHeaders.Add("token", token);
        Assert.Equal(200, (await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list")).Status);
    }

    [Fact]
    public async Task Create_BeforeTheFirstStart_IsTheOnlyAccount()
    {
        var token = await CreateAsync("first");
        Assert.False(File.Exists(_folder.File("encryption.key")));

        await using var gateway = await GatewayProcess.StartAsync(
            new GatewayStart { DataFolder = _folder.Path, Environment = new Dictionary<string, string?> { ["PONTE_ACCOUNT_TOKEN"] = null } },
            TestContext.Current.CancellationToken);

        Assert.DoesNotContain("pta_", gateway.Output, StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = gateway.BaseUrl };
        client.DefaultRequestHeaders.Add("token", token);
        Assert.Equal(200, (await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list")).Status);
    }

    [Fact]
    public async Task Create_TakenName_SaysSo()
    {
        await CreateAsync("twice");

        var (exitCode, output) = await RunAsync("twice");

        Assert.Equal(1, exitCode);
        Assert.Equal("There is an account named twice already.", output.Trim());
    }

    private async Task<string> CreateAsync(string name)
    {
        var (exitCode, output) = await RunAsync(name);
        Assert.Equal(0, exitCode);
        var token = output.TrimEnd().Split('\n')[^1].Trim();
        Assert.Matches("^pta_[A-Za-z0-9_-]{43}$", token);
        return token;
    }

    private Task<(int ExitCode, string Output)> RunAsync(string name) =>
        GatewayProcess.RunAsync(new GatewayStart { DataFolder = _folder.Path, Arguments = ["account", "create", "--name", name] });
}
