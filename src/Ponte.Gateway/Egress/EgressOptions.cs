namespace Ponte.Gateway.Egress;

/// <summary>Section <c>Ponte:Egress</c>: which addresses Ponte may call on behalf of those who use its API.</summary>
internal sealed class EgressOptions
{
    public const string Section = "Ponte:Egress";

    /// <summary>Whether addresses of this machine and of private networks may be called. See <see href="security.md">security</see>.</summary>
    public bool AllowPrivateNetworks { get; set; } = true;
}
