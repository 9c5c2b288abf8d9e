namespace Ponte.Gateway.Instances;

/// <summary>Section <c>Ponte:Sandbox</c>.</summary>
internal sealed class SandboxOptions
{
    /// <summary>Whether instances may ask for <c>"engine":"sandbox"</c>, a simulated phone. <c>false</c> answers the sandbox routes with 403.</summary>
    public bool Enabled { get; set; } = true;
}
