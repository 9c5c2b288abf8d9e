using System.Globalization;
using System.Runtime.CompilerServices;
using Ponte.WhatsApp.Baileys;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>Whether Node.js and the WhatsApp engine are there; in the server whether the engine runs, else whether it would start.</summary>
internal sealed class EngineCheck(BaileysSettings settings, BaileysEngine engine, DoctorPlace place, TimeProvider time, Random random) : IDoctorCheck
{
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await EngineInspection.LookAsync(settings, time);
        var oldest = EngineInspection.OldestNode.ToString(CultureInfo.InvariantCulture);
        yield return found switch
        {
            { Node: null } => Finding.Failed("node", "node_missing", settings.NodePath, oldest),
            { HasNode: false } => Finding.Failed("node", "node_old", found.Node.ToString(), oldest),
            _ => Finding.Ok("node", "node", found.Node.ToString()),
        };
        if (found.Folder is null)
        {
            yield return Finding.Failed("engine", "engine_folder");
        }
        else if (found.Baileys is null)
        {
            yield return Finding.Failed("engine", "engine_packages", found.Folder);
        }
        else if (found.HasNode)
        {
            yield return await StartsAsync(found, cancellationToken)
                ? Finding.Ok("engine", "engine", found.Baileys)
                : Finding.Failed("engine", place.InServer ? "engine_gone" : "engine_not_started", found.Baileys);
        }
    }

    // One that sessions depend on is not started a second time beside them.
    private async Task<bool> StartsAsync(EngineInspection found, CancellationToken cancellationToken) =>
        place.InServer ? !engine.IsMissing : await found.StartsAsync(settings, time, random, cancellationToken);
}
