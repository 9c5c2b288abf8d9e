using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

/// <summary>What is started: Node.js, and the engine's first module.</summary>
internal sealed partial class EngineProgram(string node, string main)
{
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
        var found = await EngineInspection.LookAsync(settings, ownFolder, context.Time);
        switch (found)
        {
            case { IsComplete: true }:
                return found.Program(settings);
            case { Folder: null }:
                LogNoEngine(context.Logger);
                break;
            case { Baileys: null }:
                LogNoPackages(context.Logger, found.Folder);
                break;
            case { Node: null }:
                LogNoNode(context.Logger, settings.NodePath);
                break;
            default:
                LogOldNode(context.Logger, settings.NodePath, found.Node);
                break;
        }

        return null;
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
