using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

/// <summary>What is started: Node.js, and the engine's first module.</summary>
internal sealed partial class EngineProgram(string node, string main)
{
    private const int OldestNode = 20;
    private static readonly TimeSpan VersionTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The program to run.</summary>
    public string Node => node;

    /// <summary>The module to give it.</summary>
    public string Main => main;

    /// <summary>Finds both and looks whether they will do; null after having logged what is missing.</summary>
    /// <param name="context">The settings.</param>
    /// <param name="ownFolder">The folder of this program.</param>
    public static async Task<EngineProgram?> FindAsync(BaileysContext context, string ownFolder)
    {
        var settings = context.Settings;
        if ((settings.EnginePath ?? FindFolder(ownFolder)) is not { } folder || !IsEngine(folder))
        {
            LogNoEngine(context.Logger);
        }
        else if (!Directory.Exists(Path.Combine(folder, "node_modules", "baileys")))
        {
            LogNoPackages(context.Logger, folder);
        }
        else if (await ReadVersionAsync(settings.NodePath, context.Time) is not { } version)
        {
            LogNoNode(context.Logger, settings.NodePath);
        }
        else if (version.Major < OldestNode)
        {
            LogOldNode(context.Logger, settings.NodePath, version);
        }
        else
        {
            return new EngineProgram(settings.NodePath, Path.Combine(Path.GetFullPath(folder), "src", "main.js"));
        }

        return null;
    }

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

    private static bool IsEngine(string folder)
    {
        try
        {
            using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
            return package.RootElement.TryGetProperty("name", out var name) && name.ValueEquals("ponte-engine");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return false;
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

    [LoggerMessage(LogLevel.Error, "WhatsApp instances cannot connect: the folder \"engine\" is not beside Ponte. Install Ponte again, or set Ponte:Baileys:EnginePath")]
    private static partial void LogNoEngine(ILogger logger);

    [LoggerMessage(LogLevel.Error, "WhatsApp instances cannot connect: the engine's packages are not installed. Run \"npm ci --omit=dev\" in {Folder}, then restart Ponte")]
    private static partial void LogNoPackages(ILogger logger, string folder);

    [LoggerMessage(LogLevel.Error, "WhatsApp instances cannot connect: \"{Node}\" cannot be run. Install Node.js 20 or newer, or set Ponte:Baileys:NodePath, then restart Ponte")]
    private static partial void LogNoNode(ILogger logger, string node);

    [LoggerMessage(LogLevel.Error, "WhatsApp instances cannot connect: \"{Node}\" is Node.js {Version}. Install Node.js 20 or newer, then restart Ponte")]
    private static partial void LogOldNode(ILogger logger, string node, Version version);
}
