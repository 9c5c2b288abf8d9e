namespace Ponte.WhatsApp.Sandbox;

/// <summary>The bytes of a sent medium, as the simulated phone keeps them.</summary>
/// <param name="Sha256">Their hash in lower case hexadecimal.</param>
/// <param name="Size">How many they are.</param>
public sealed record SandboxFile(string Sha256, long Size);
