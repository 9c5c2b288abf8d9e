namespace Ponte.Gateway.Instances;

/// <summary>The names of the engines an instance can ask for.</summary>
internal static class InstanceEngine
{
    /// <summary>A WhatsApp Web session.</summary>
    public const string Baileys = "baileys";

    /// <summary>A simulated phone.</summary>
    public const string Sandbox = "sandbox";
}
