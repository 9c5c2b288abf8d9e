using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;
using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Storage;

/// <summary>Registers the data folder and the database.</summary>
internal static class StorageServiceCollectionExtensions
{
    /// <param name="services">Where to register.</param>
    /// <param name="use">What for: a command may run while a server holds the data folder.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, DataFolderUse use)
    {
        services.AddSettings<StorageOptions>("Ponte");
        services.AddSingleton(provider => Open(DataPath(provider), use));
        services.AddSingleton(provider => new NodeId(provider.GetRequiredService<DataFolder>().NodeId));
        services.AddSingleton(provider => CreateSource(Options(provider), provider.GetRequiredService<DataFolder>()));
        services.AddSingleton(provider => new Database(provider.GetRequiredService<DbDataSource>(), Options(provider).Kind));
        services.AddSingleton<WriteQueue>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<FreeSpace>();
        services.AddHostedService<FreeSpaceWatch>();
        services.AddHealthChecks().AddCheck<DatabaseReads>("db").AddCheck<DatabaseWrites>("write").AddCheck<FreeSpace>("disk");
        return services;
    }

    /// <summary>Opens and locks the data folder, reaches the database and brings its tables up to date.</summary>
    /// <exception cref="StartException">One of them cannot be had.</exception>
    public static async Task OpenStorageAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var folder = services.GetRequiredService<DataFolder>();
        if (Directory.Exists(folder.Restore))
        {
            throw new StartException($"A restore into {folder.Path} was interrupted, so what is there is not whole. Run the restore again, or remove the folder.");
        }

        if (folder.IsLocked)
        {
            await Migrator.RunAsync(services.GetRequiredService<Database>(), ConnectionString(Options(services), folder), cancellationToken);
        }
    }

    private static DataFolder Open(string path, DataFolderUse use) => use switch
    {
        DataFolderUse.Serve => DataFolder.Open(path),
        DataFolderUse.Add => DataFolder.OpenShared(path),
        _ => DataFolder.Inspect(path),
    };

    /// <summary>The data folder as configured, made absolute.</summary>
    private static string DataPath(IServiceProvider services) => Path.GetFullPath(Options(services).DataPath);

    internal static DbDataSource CreateSource(StorageOptions options, DataFolder folder) => options.Kind == DatabaseKind.Sqlite
        ? new SqliteDataSource(folder.Database)
        : NpgsqlDataSource.Create(options.Database);

    internal static string ConnectionString(StorageOptions options, DataFolder folder) =>
        options.Kind == DatabaseKind.Sqlite ? SqliteDataSource.ConnectionStringOf(folder.Database) : options.Database;

    private static StorageOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<StorageOptions>>().Value;
}
