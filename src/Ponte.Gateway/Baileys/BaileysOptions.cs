using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Baileys;

/// <summary>Section <c>Ponte:Baileys</c>.</summary>
internal sealed class BaileysOptions
{
    public const string Section = "Ponte:Baileys";

    /// <summary>
    /// The Node.js program that runs the WhatsApp engine, version 20 or newer: a name on <c>PATH</c> or a path. When it is missing, sandbox instances work and
    /// all others stay disconnected with the cause <c>engine_missing</c>.
    /// </summary>
    [MinLength(1, ErrorMessage = "Ponte:Baileys:NodePath must name a program")]
    public string NodePath { get; set; } = "node";

    /// <summary>The folder of the engine. Empty: <c>engine</c> beside the program, or in a folder above it.</summary>
    public string EnginePath { get; set; } = "";

    /// <summary>How many numbers share one engine process, 1 to 100. Processes are started as they are needed.</summary>
    [Range(1, 100, ErrorMessage = "Ponte:Baileys:SessionsPerProcess must be a whole number from 1 to 100")]
    public int SessionsPerProcess { get; set; } = 25;
}
