using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ponte.WhatsApp.Baileys;

/// <summary>What the engine needs, and whether it is there.</summary>
/// <param name="Folder">The engine's folder, absolute; null when there is none.</param>
/// <param name="Baileys">The version of Baileys in it; null when its packages are not installed.</param>
/// <param name="Node">The version of Node.js; null when it cannot be run.</param>
public sealed record EngineInspection(string? Folder, string? Baileys, Version? Node)
{
    /// <summary>The oldest major version of Node.js that will do.</summary>
    public const int OldestNode = 20;

    private static readonly TimeSpan VersionTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Whether Node.js is there and new enough.</summary>
    public bool HasNode => Node is { Major: >= OldestNode };

    /// <summary>Whether nothing is missing.</summary>
    public bool IsComplete => Folder is not null && Baileys is not null && HasNode;

    /// <summary>Looks; nothing is started but <c>node --version</c>.</summary>
    /// <param name="settings">How the engine is run.</param>
    /// <param name="time">The clock of the time limit.</param>
    public static Task<EngineInspection> LookAsync(BaileysSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return LookAsync(settings, AppContext.BaseDirectory, time);
    }

    /// <summary>Starts a process of the engine without any session, and ends it again.</summary>
    /// <returns>Whether it answered as this Ponte expects.</returns>
    public async Task<bool> StartsAsync(BaileysSettings settings, TimeProvider time, Random random, CancellationToken cancellationToken)
    {
        if (!IsComplete)
        {
            return false;
        }

        using var metrics = new BaileysMetrics();
        var context = new BaileysContext(settings, new EngineTimings(), time, random, metrics, NullLogger.Instance);
        await using var run = await EngineRun.StartAsync(Program(settings), context, cancellationToken);
        await (run?.StopAsync() ?? Task.CompletedTask);
        return run is not null;
    }

    internal static async Task<EngineInspection> LookAsync(BaileysSettings settings, string ownFolder, TimeProvider time)
    {
        var folder = settings.EnginePath ?? FindFolder(ownFolder);
        folder = folder is not null && IsEngine(folder) ? Path.GetFullPath(folder) : null;
        return new EngineInspection(folder, folder is null ? null : VersionOf(folder), await ReadVersionAsync(settings.NodePath, time));
    }

    /// <summary>What is to be started; only when <see cref="IsComplete"/>.</summary>
    internal EngineProgram Program(BaileysSettings settings) => new(settings.NodePath, Path.Combine(Folder!, "src", "main.js"));

    // Published, the engine lies beside the program; run from the sources, in a folder above it.
    private static string? FindFolder(string ownFolder)
    {
        for (var folder = new DirectoryInfo(ownFolder); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "engine") is var engine && IsEngine(engine))
            {
                return engine;
            }
        }

        return null;
    }

    private static bool IsEngine(string folder) => Read(folder, "name") == "ponte-engine";

    private static string? VersionOf(string folder) =>
        Path.Combine(folder, "node_modules", "baileys") is var package && Directory.Exists(package) ? Read(package, "version") ?? "?" : null;

    private static string? Read(string folder, string field)
    {
        try
        {
            using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
            return package.RootElement.TryGetProperty(field, out var value) ? value.GetString() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<Version?> ReadVersionAsync(string node, TimeProvider time)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(node, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            try
            {
                var printed = await process.StandardOutput.ReadToEndAsync().WaitAsync(VersionTimeout, time);
                return Version.TryParse(printed.Trim().TrimStart('v'), out var version) ? version : null;
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
