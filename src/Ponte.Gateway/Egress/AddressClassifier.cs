using System.Net;
using System.Net.Sockets;

namespace Ponte.Gateway.Egress;

/// <summary>Tells kinds of addresses apart, seeing through the IPv6 forms that carry an IPv4 address.</summary>
internal static class AddressClassifier
{
    private static readonly (IPNetwork Network, AddressKind Kind)[] Known =
    [
        (IPNetwork.Parse("127.0.0.0/8"), AddressKind.Loopback),
        (IPNetwork.Parse("::1/128"), AddressKind.Loopback),
        (IPNetwork.Parse("10.0.0.0/8"), AddressKind.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressKind.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressKind.Private),
        (IPNetwork.Parse("169.254.0.0/16"), AddressKind.LinkLocal),
        (IPNetwork.Parse("fe80::/10"), AddressKind.LinkLocal),

        // Metadata services outside the link-local range: two clouds' own.
        (IPNetwork.Parse("100.100.100.200/32"), AddressKind.LinkLocal),
        (IPNetwork.Parse("fd00:ec2::254/128"), AddressKind.LinkLocal),
        (IPNetwork.Parse("100.64.0.0/10"), AddressKind.Private),
        (IPNetwork.Parse("fc00::/7"), AddressKind.Private),
        (IPNetwork.Parse("fec0::/10"), AddressKind.Private),
        (IPNetwork.Parse("0.0.0.0/8"), AddressKind.Unusable),
        (IPNetwork.Parse("192.0.0.0/24"), AddressKind.Unusable),
        (IPNetwork.Parse("198.18.0.0/15"), AddressKind.Unusable),
        (IPNetwork.Parse("224.0.0.0/3"), AddressKind.Unusable),
        (IPNetwork.Parse("::/128"), AddressKind.Unusable),
        (IPNetwork.Parse("ff00::/8"), AddressKind.Unusable),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static AddressKind Classify(IPAddress address)
    {
        var plain = Unwrap(address);
        foreach (var (network, kind) in Known)
        {
            if (network.Contains(plain))
            {
                return kind;
            }
        }

        return AddressKind.Public;
    }

    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address))
        {
            return new IPAddress(address.GetAddressBytes().AsSpan(12, 4));
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && SixToFour.Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(2, 4))
            : address;
    }
}
