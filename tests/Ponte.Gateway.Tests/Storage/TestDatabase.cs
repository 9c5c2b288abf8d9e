using System.Data.Common;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Tests.Storage;

/// <summary>A migrated, empty database of one kind.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;
    private readonly DbDataSource _source;

    private TestDatabase(StorageOptions options)
    {
        Options = options;
        _folder = DataFolder.Open(_temporary.Path);
        _source = StorageServiceCollectionExtensions.CreateSource(options, _folder);
        Database = new Database(_source, options.Kind);
    }

    public StorageOptions Options { get; }

    public Database Database { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, PostgresServer postgres)
    {
        var database = new TestDatabase(new StorageOptions { Database = kind == DatabaseKind.PostgreSql ? await postgres.CreateDatabaseAsync() : "" });
        await database.MigrateAsync();
        return database;
    }

    public Task MigrateAsync() => Migrator.RunAsync(Database, StorageServiceCollectionExtensions.ConnectionString(Options, _folder), TestContext.Current.CancellationToken);

    public ValueTask<DbConnection> OpenAsync() => Database.OpenAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _folder.Dispose();
        _temporary.Dispose();
    }
}
