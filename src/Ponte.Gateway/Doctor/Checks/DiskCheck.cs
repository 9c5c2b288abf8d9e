using System.Globalization;
using System.Runtime.CompilerServices;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>Whether there is room where the data folder lies.</summary>
internal sealed class DiskCheck(FreeSpace space, DataFolder folder) : IDoctorCheck
{
    // Megabytes. A server that has less has little time before it stops taking messages.
    private const long Little = 1024;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (space.Megabytes() is not { } megabytes)
        {
            yield return Finding.Warning("disk", "disk_unknown", folder.Path);
            yield break;
        }

        var free = megabytes.Free.ToString(CultureInfo.InvariantCulture);
        var floor = megabytes.Floor.ToString(CultureInfo.InvariantCulture);
        yield return megabytes.Free < megabytes.Floor ? Finding.Failed("disk", "disk_full", free, folder.Path, floor)
            : megabytes.Free < Little ? Finding.Warning("disk", "disk_little", free, folder.Path)
            : Finding.Ok("disk", "disk", free, folder.Path);
    }
}
