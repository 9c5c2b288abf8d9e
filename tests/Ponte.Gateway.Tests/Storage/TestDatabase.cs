using System.Data.Common;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Tests.Storage;

/// <summary>A migrated, empty database of one kind.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;
    private readonly DbDataSource _source;

    private TestDatabase(StorageOptions options, string? dataFolder = null)
    {
        Options = options;
        _folder = DataFolder.Open(dataFolder ?? _temporary.Path);
        _source = StorageServiceCollectionExtensions.CreateSource(options, _folder);
        Database = new Database(_source, options.Kind);
    }

    public StorageOptions Options { get; }

    public Database Database { get; }

    /// <param name="kind">Which of the two.</param>
    /// <param name="postgres">Makes it, when it is the second.</param>
    /// <param name="scripts">The migrations it has been through; all unless given.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, PostgresServer postgres, IReadOnlyList<string>? scripts = null) =>
        await CreateAsync(new StorageOptions { Database = kind == DatabaseKind.PostgreSql ? await postgres.CreateDatabaseAsync() : "" }, scripts);

    /// <summary>As the other one, in a data folder that stays.</summary>
    public static async Task<TestDatabase> CreateAsync(StorageOptions options, IReadOnlyList<string>? scripts, string? dataFolder = null)
    {
        var database = new TestDatabase(options, dataFolder);
        await database.MigrateAsync(scripts);
        return database;
    }

    public Task MigrateAsync() => MigrateAsync(null);

    private Task MigrateAsync(IReadOnlyList<string>? scripts) =>
        Migrator.RunAsync(Database, StorageServiceCollectionExtensions.ConnectionString(Options, _folder), TestContext.Current.CancellationToken, scripts);

    public ValueTask<DbConnection> OpenAsync() => Database.OpenAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _folder.Dispose();
        _temporary.Dispose();
    }
}
