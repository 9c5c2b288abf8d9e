[assembly: AssemblyFixture(typeof(Ponte.WhatsApp.Tests.Baileys.InstalledEngine))]

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>Sees to it that the engine's packages are there, as the gateway's build does.</summary>
public sealed class InstalledEngine : IAsyncLifetime
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "engine");

    public async ValueTask InitializeAsync()
    {
        if (File.GetLastWriteTimeUtc(Path.Combine(Folder, "node_modules", ".package-lock.json")) < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            await ChildProcess.RunAsync("npm", ["ci", "--ignore-scripts"], Folder);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
