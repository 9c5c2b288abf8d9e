using System.Globalization;
using Npgsql;

namespace Ponte.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own, in a temporary folder on a free loopback port; started when the first database is asked
/// for. One per test assembly: <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Owner = "ponte";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _starting = new(1, 1);
    private DirectoryInfo? _folder;
    private ChildProcess? _server;
    private readonly int _port = FreePort.Next();
    private int _databases;

    // PostgreSQL refuses to run as root; Debian's package brings this user.
    private static string? User => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? "postgres" : null;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await StartAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name} template template0", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            if (_server is not null)
            {
                await _server.StopAsync(TimeSpan.FromSeconds(20), ProcessGuard.Interrupt);
                await _server.DisposeAsync();
            }
        }
        finally
        {
            _folder?.Delete(recursive: true);
        }
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = Owner,
        Database = database,
    }.ConnectionString;

    private async Task StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_server is null)
            {
                var binaries = FindBinaries();
                _folder = Directory.CreateTempSubdirectory("ponte-postgres-");
                await InitialiseAsync(binaries, _folder.FullName);
                _server = await StartServerAsync(binaries, Path.Combine(_folder.FullName, "data"));
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    private static async Task InitialiseAsync(string binaries, string folder)
    {
        if (User is not null)
        {
            await ChildProcess.RunAsync("chown", [User, folder]);
        }

        string[] arguments = ["-D", Path.Combine(folder, "data"), "-U", Owner, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
        await ChildProcess.RunAsync(Path.Combine(binaries, "initdb"), arguments, folder, User);
    }

    private async Task<ChildProcess> StartServerAsync(string binaries, string data)
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={_port}", "unix_socket_directories=", "max_connections=300", "shared_buffers=32MB",
            "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "log_min_messages=warning",
        ];
        var server = ChildProcess.Start(
            Path.Combine(binaries, "postgres"), ["-D", data, .. settings.SelectMany(s => new[] { "-c", s })], null, data, User, "INT");
        try
        {
            await WaitUntilReadyAsync(server);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private Task WaitUntilReadyAsync(ChildProcess server) => Eventually.HoldsAsync(
        async () =>
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=5");
            await connection.OpenAsync();
            return true;
        },
        StartTimeout,
        giveUp: () => server.IsRunning ? null : server.Failure("did not start"));

    private static string FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(v => float.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var n) ? n : 0)
            : Enumerable.Empty<string>();
        return Path.GetDirectoryName(Programs.Find("initdb", versions.Select(v => Path.Combine(v, "bin"))))
            ?? throw new InvalidOperationException("PostgreSQL's server programs were not found; ./test.sh installs them (Debian package postgresql).");
    }
}
