namespace Ponte.WhatsApp.Baileys;

/// <summary>How the Baileys engine is run.</summary>
public sealed record BaileysSettings
{
    /// <summary>The folder of all sessions, one folder each; created when needed, for its owner only.</summary>
    public required string SessionsFolder { get; init; }

    /// <summary>The Node.js program, 20 or newer: a name on PATH or a path.</summary>
    public string NodePath { get; init; } = "node";

    /// <summary>
    /// The folder of the engine. Null looks for <c>engine</c> beside this program, then for one in the folders above it.
    /// </summary>
    public string? EnginePath { get; init; }

    /// <summary>How many sessions share one engine process.</summary>
    public int SessionsPerProcess { get; init; } = 25;

    /// <summary>A simulated WhatsApp to connect to, for tests only; null connects to the real one.</summary>
    public BaileysTestServer? TestServer { get; init; }
}
