using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Ponte.Gateway.Hosting;

namespace Ponte.Gateway.Tests.Hosting;

/// <summary>First and second start, and stop, of the real process.</summary>
public sealed partial class StartTests(PostgresServer postgres) : IDisposable
{
    private static readonly Dictionary<string, string?> NoToken = new() { ["PONTE_ACCOUNT_TOKEN"] = null };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_First_PrintsTokenKeyFileAndReferenceOnce()
    {
        await using var gateway = await GatewayProcess.StartAsync(Start() with { Environment = NoToken }, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => gateway.Output.Contains("API reference: ", StringComparison.Ordinal));
        var first = gateway.Output;
        var token = Assert.Single(TokenLine().Matches(first)).Value.Trim();
        var key = Path.Combine(_folder.Path, "encryption.key");

        Assert.Contains($"Data folder: {_folder.Path}", first, StringComparison.Ordinal);
        Assert.Contains($"An encryption key was generated into {key}.", first, StringComparison.Ordinal);
        Assert.Contains($"Dashboard: {gateway.BaseUrl.GetLeftPart(UriPartial.Authority)} ", first, StringComparison.Ordinal);
        Assert.Contains($"API reference: {gateway.BaseUrl}docs", first, StringComparison.Ordinal);
        Assert.Equal(44, (await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken)).Trim().Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }

        await AssertTokenWorksAsync(gateway, token);

        Assert.Equal(0, await gateway.StopAsync());
        await gateway.RestartAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.DoesNotMatch(TokenLine(), gateway.Output);
        Assert.DoesNotContain("encryption", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/docs", gateway.Output, StringComparison.Ordinal);
        await AssertTokenWorksAsync(gateway, token);
    }

    [Fact]
    public async Task Start_GivenToken_IsTheFirstAccountsAndIsNotPrinted()
    {
        await using var gateway = await GatewayProcess.StartAsync(Start(), TestContext.Current.CancellationToken);

        await AssertTokenWorksAsync(gateway, GatewayStart.AccountToken);
        Assert.DoesNotContain(GatewayStart.AccountToken, gateway.Output, StringComparison.Ordinal);

        await gateway.RestartAsync(start => start with { Environment = new Dictionary<string, string?> { ["PONTE_ACCOUNT_TOKEN"] = "another-token-of-a-later-start" } }, TestContext.Current.CancellationToken);

        await AssertTokenWorksAsync(gateway, GatewayStart.AccountToken);
        Assert.Equal(401, (await ListAsync(gateway, "another-token-of-a-later-start")).Status);
    }

    [Fact]
    public async Task Start_GivenKey_WritesNoKeyFile()
    {
        var key = Convert.ToBase64String(new byte[32]);
        await using var gateway = await GatewayProcess.StartAsync(Start() with { Environment = new Dictionary<string, string?> { ["PONTE_ENCRYPTION_KEY"] = key } }, TestContext.Current.CancellationToken);

        Assert.False(File.Exists(Path.Combine(_folder.Path, "encryption.key")));
        Assert.DoesNotContain(key, gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnPostgreSql_ServesAndKeepsInstancesAcrossAKill()
    {
        var settings = new Dictionary<string, string> { ["Ponte:Database"] = await postgres.CreateDatabaseAsync() };
        await using var gateway = await GatewayProcess.StartAsync(Start() with { Settings = settings }, TestContext.Current.CancellationToken);
        await gateway.Http.CreateSandboxAsync("support", TestContext.Current.CancellationToken);

        await gateway.RestartAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.False(File.Exists(Path.Combine(_folder.Path, "ponte.db")));
        await Eventually.HoldsAsync(async () => (await ListAsync(gateway, GatewayStart.AccountToken)).Text.Contains("\"status\":\"connected\"", StringComparison.Ordinal));
        Assert.Equal(200, (await Answer.SendAsync(gateway.Http, HttpMethod.Delete, "/api/instance/delete/support")).Status);
    }

    [Fact]
    public async Task Serve_DatabaseGone_IsDegradedAndAnswersInTheEnvelope()
    {
        var database = await postgres.CreateDatabaseAsync();
        var settings = new Dictionary<string, string> { ["Ponte:Database"] = database };
        await using var gateway = await GatewayProcess.StartAsync(Start() with { Settings = settings }, TestContext.Current.CancellationToken);
        await using var other = new NpgsqlConnection(database + ";Database=postgres;Pooling=false");
        await other.ExecuteAsync($"drop database {new NpgsqlConnectionStringBuilder(database).Database} with (force)");

        var health = await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/health");
        var list = await ListAsync(gateway, GatewayStart.AccountToken);

        Assert.Equal(503, health.Status);
        Assert.Equal("degraded", health.Json.GetProperty("status").GetString());
        Assert.Equal("fail: the database does not answer", health.Json.GetProperty("checks").GetProperty("db").GetString());
        list.IsError(500, "Internal server error");
        Assert.Equal("100", list.Header("X-RateLimit-Limit"));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Staging")]
    public async Task Start_OtherEnvironmentName_ChangesNothing(string name)
    {
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = name };
        await using var gateway = await GatewayProcess.StartAsync(Start() with { Environment = environment }, TestContext.Current.CancellationToken);

        (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/api/nothing")).IsError(404, "Not found");
        Assert.Equal("100", (await ListAsync(gateway, GatewayStart.AccountToken)).Header("X-RateLimit-Limit"));
    }

    [Fact]
    public void Configuration_NothingGiven_ListensOnLoopback8080() =>
        Assert.Equal("http://127.0.0.1:8080", PonteHost.CreateBuilder([]).Configuration["urls"]);

    [Fact]
    public async Task Start_AddressInTheEnvironment_WinsOverAppsettings()
    {
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" };
        await using var gateway = await GatewayProcess.StartAsync(Start() with { Environment = environment, Arguments = [] }, TestContext.Current.CancellationToken);

        Assert.NotEqual(8080, gateway.BaseUrl.Port);
    }

    [Fact]
    public async Task Start_TwoGatewaysOnOneMachine_DoNotMeet()
    {
        using var other = new TemporaryFolder();
        await using var one = await GatewayProcess.StartAsync(Start(), TestContext.Current.CancellationToken);
        await using var two = await GatewayProcess.StartAsync(Start() with { DataFolder = other.Path }, TestContext.Current.CancellationToken);

        await one.Http.CreateSandboxAsync("support", TestContext.Current.CancellationToken);

        Assert.Contains("\"0 Instances found\"", (await ListAsync(two, GatewayStart.AccountToken)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DotnetRunWithAProjectPath_KeepsDataWhereItWasTyped()
    {
        await using var run = ChildProcess.Start(
            "dotnet",
            ["run", "--no-build", "--project", Path.Combine(RepositoryRoot.Path, "src", "Ponte.Gateway"), "--configuration", Configuration, "--", "--urls", "http://127.0.0.1:0"],
            NoToken,
            _folder.Path);

        await run.WaitForLineAsync(ListeningLine(), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        // Ends the gateway itself: killing what runs it would leave it behind.
        var gateway = int.Parse(await File.ReadAllTextAsync(_folder.File("data", "ponte.pid"), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        ProcessGuard.Signal(gateway, ProcessGuard.Terminate);
        Assert.Equal(0, await run.Exited.WaitAsync(TimeSpan.FromSeconds(40), TestContext.Current.CancellationToken));
        Assert.Contains($"Data folder: {_folder.File("data")}", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("data", "ponte.db")));
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static async Task AssertTokenWorksAsync(GatewayProcess gateway, string token) => Assert.Equal(200, (await ListAsync(gateway, token)).Status);

    private static async Task<Answer> ListAsync(GatewayProcess gateway, string token)
    {
        using var client = new HttpClient { BaseAddress = gateway.BaseUrl };
        client.DefaultRequestHeaders.Add("token", token);
        return await Answer.SendAsync(client, HttpMethod.Get, "/api/instance/list");
    }

    private GatewayStart Start() => new() { DataFolder = _folder.Path };

    [GeneratedRegex("^pta_[A-Za-z0-9_-]{43}\r?$", RegexOptions.Multiline)]
    private static partial Regex TokenLine();

    [GeneratedRegex("^Listening on http")]
    private static partial Regex ListeningLine();
}
