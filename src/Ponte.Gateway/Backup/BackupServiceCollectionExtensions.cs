using Microsoft.Extensions.Options;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Backup;

/// <summary>Registers what the commands <c>backup</c> and <c>restore</c> do.</summary>
internal static class BackupServiceCollectionExtensions
{
    public static IServiceCollection AddBackup(this IServiceCollection services) => services
        .AddSingleton<BackupRun>()
        .AddSingleton(static provider => new RestoreRun(
            provider.GetRequiredService<DataFolder>(),
            provider.GetRequiredService<Database>(),
            StorageServiceCollectionExtensions.ConnectionString(provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<DataFolder>()),
            provider.GetRequiredService<TimeProvider>()));
}
