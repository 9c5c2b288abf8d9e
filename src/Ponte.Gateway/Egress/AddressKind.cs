namespace Ponte.Gateway.Egress;

internal enum AddressKind
{
    /// <summary>Reachable from the whole internet.</summary>
    Public,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>A private network, carrier-grade NAT included.</summary>
    Private,

    /// <summary>Link-local, which is where clouds keep their metadata services.</summary>
    LinkLocal,

    /// <summary>Unspecified, multicast, broadcast or reserved: nothing a client should ever call.</summary>
    Unusable,
}
