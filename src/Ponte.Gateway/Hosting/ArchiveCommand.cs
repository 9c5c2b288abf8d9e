using System.Data.Common;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Backup;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Hosting;

/// <summary><c>backup &lt;file&gt;</c> and <c>restore &lt;file&gt;</c>.</summary>
internal static class ArchiveCommand
{
    /// <exception cref="StartException">It cannot be done, with the reason.</exception>
    public static async Task RunAsync(IServiceProvider services, CommandLine line, TextWriter output)
    {
        try
        {
            if (line.Command == Command.Backup)
            {
                await services.GetRequiredService<BackupRun>().RunAsync(line.File, Passphrase.Choose(), output, CancellationToken.None);
            }
            else
            {
                await services.GetRequiredService<RestoreRun>().RunAsync(line.File, Passphrase.Find(), output, CancellationToken.None);
            }
        }
        catch (DbException e)
        {
            throw new StartException(DatabaseTrouble.Describe(e, services.GetRequiredService<IOptions<StorageOptions>>().Value.Database), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The {line.Command.ToString().ToLowerInvariant()} failed: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
