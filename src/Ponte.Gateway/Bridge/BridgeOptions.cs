namespace Ponte.Gateway.Bridge;

/// <summary>Section <c>Ponte:Chatwoot</c>.</summary>
internal sealed class BridgeOptions
{
    public const string Section = "Ponte:Chatwoot";

    /// <summary>Whether the Chatwoot module is on. The default is true; false answers every Chatwoot route with 503.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether an activation adds every agent of the account to the new inbox. The default is false: agents are added in Chatwoot.</summary>
    public bool AddAgents { get; set; }
}
