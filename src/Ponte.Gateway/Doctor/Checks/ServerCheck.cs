using System.Runtime.CompilerServices;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>Whether a server runs on the data folder; in the server itself that is no question.</summary>
internal sealed class ServerCheck(DoctorPlace place, DataFolder folder) : IDoctorCheck
{
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (!place.InServer)
        {
            yield return folder.IsServed() ? Finding.Ok("server", "server", folder.Path) : Finding.Warning("server", "server_stopped", folder.Path);
        }
    }
}
