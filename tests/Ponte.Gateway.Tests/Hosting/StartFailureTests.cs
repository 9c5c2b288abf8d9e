using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ponte.Gateway.Tests.Hosting;

/// <summary>What stops a start: one clear sentence per problem, exit code 1, no stack trace.</summary>
public sealed class StartFailureTests(PostgresServer postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_FolderThatCannotBeWritten_SaysSo()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "", TestContext.Current.CancellationToken);

        await AssertFailsAsync(
            $"The data folder {_folder.File("file", "data")} cannot be written: ",
            new() { ["Ponte:DataPath"] = _folder.File("file", "data") });
    }

    [Fact]
    public async Task Start_FolderInUse_NamesTheProcess()
    {
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = Data }, TestContext.Current.CancellationToken);

        await AssertFailsAsync($"The data folder {Data} is already in use by process {gateway.ProcessId}.", []);
    }

    [Fact]
    public async Task Start_PortInUse_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        await AssertFailsAsync($"Failed to bind to address {url}: address already in use. Choose another address with --urls.", new() { ["urls"] = url });
    }

    [Fact]
    public async Task Start_AddressThatIsNotOurs_SaysSo() =>
        await AssertFailsAsync("Cannot listen on the configured address: ", new() { ["urls"] = "http://192.0.2.1:8080" });

    [Theory]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public async Task Start_KeyThatIsNone_SaysSo(string key) => await AssertFailsAsync(
        "PONTE_ENCRYPTION_KEY must be the base64 of 32 bytes, for example the output of: openssl rand -base64 32",
        [],
        new() { ["PONTE_ENCRYPTION_KEY"] = key });

    [Fact]
    public async Task Start_AnotherKey_SaysSo()
    {
        await StartOnceAsync();

        await AssertFailsAsync(
            "The encryption key does not open what the database holds.",
            [],
            new() { ["PONTE_ENCRYPTION_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
    }

    [Fact]
    public async Task Start_DamagedKeyFile_SaysSo()
    {
        await StartOnceAsync();
        await File.WriteAllTextAsync(Path.Combine(Data, "encryption.key"), "damaged", TestContext.Current.CancellationToken);

        await AssertFailsAsync("is damaged: it must hold the base64 of 32 bytes.", []);
    }

    [Fact]
    public async Task Start_DamagedSqliteFile_SaysSo()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "ponte.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        await AssertFailsAsync("The SQLite file cannot be used: ", []);
    }

    [Fact]
    public async Task Start_PostgreSqlNotThere_SaysSo() => await AssertFailsAsync(
        "PostgreSQL at 127.0.0.1:1 cannot be reached: connection refused.",
        new() { ["Ponte:Database"] = "Host=127.0.0.1;Port=1;Username=ponte;Password=hidden-word;Database=ponte" });

    [Fact]
    public async Task Start_UnknownPostgreSqlDatabase_SaysSo()
    {
        var database = await postgres.CreateDatabaseAsync();

        await AssertFailsAsync("refused: database \"nothing\" does not exist.", new() { ["Ponte:Database"] = database + ";Database=nothing" });
    }

    [Fact]
    public async Task Start_WrongSettings_ListsAllOfThem()
    {
        var output = await AssertFailsAsync(
            "Ponte:RateLimit:PerMinute must be a whole number from 1 to 1000000",
            new()
            {
                ["Ponte:RateLimit:PerMinute"] = "0",
                ["Ponte:RateLimit:InstanceCreatePerMinute"] = "-5",
                ["Ponte:Sandbox:Enabled"] = "perhaps",
                ["Ponte:Database"] = "Password=hidden-word;Nonsense=1",
                ["Ponte:Cors:Origins"] = "example.com",
                ["Ponte:Colour"] = "green",
                ["urls"] = "ftp://127.0.0.1",
            },
            new() { ["PONTE_ENCRYPTION_KEY"] = "x", ["PONTE_ACCOUNT_TOKEN"] = "short" });

        Assert.Equal(9, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(
            [
                "Ponte:RateLimit:InstanceCreatePerMinute must be", "Ponte:Sandbox:Enabled must be true or false", "Ponte:Database must be", "Ponte:Cors:Origins must be",
                "Ponte:Colour is not a setting of Ponte", "Urls must be addresses", "PONTE_ENCRYPTION_KEY must be", "PONTE_ACCOUNT_TOKEN must have",
            ],
            problem => Assert.Contains(problem, output, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(Data, "ponte.db")));
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("account", "list")]
    [InlineData("account", "create")]
    [InlineData("account", "create", "--name", " ")]
    public async Task Start_UnknownCommand_ShowsTheUsage(params string[] arguments) =>
        await AssertFailsAsync("Usage: account create --name <name>", [], arguments: arguments);

    private async Task StartOnceAsync()
    {
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = Data }, TestContext.Current.CancellationToken);
        Assert.Equal(0, await gateway.StopAsync());
    }

    private async Task<string> AssertFailsAsync(
        string sentence,
        Dictionary<string, string> settings,
        Dictionary<string, string?>? environment = null,
        string[]? arguments = null)
    {
        var start = new GatewayStart { DataFolder = Data, Settings = settings, Environment = environment ?? [] };
        var (exitCode, output) = await GatewayProcess.RunAsync(arguments is null ? start : start with { Arguments = arguments });

        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", output, StringComparison.Ordinal);
        return output;
    }
}
