namespace Ponte.Gateway.Instances;

/// <summary>Section <c>Ponte:Sandbox</c>.</summary>
internal sealed class SandboxOptions
{
    /// <summary>Whether instances may ask for a simulated phone. Default true.</summary>
    public bool Enabled { get; set; } = true;
}
