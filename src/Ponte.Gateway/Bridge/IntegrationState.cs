namespace Ponte.Gateway.Bridge;

/// <summary>The life of an integration's row.</summary>
internal static class IntegrationState
{
    /// <summary>An activation is under way, or was when the process died; its inbox carries the row's id, so it can be found and finished.</summary>
    public const string Activating = "activating";

    public const string Active = "active";
}
