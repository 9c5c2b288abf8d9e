using System.Net;
using Ponte.Gateway.Egress;

namespace Ponte.Gateway.Tests.Egress;

public sealed class AddressClassifierTests
{
    [Theory]
    [InlineData("93.184.216.34", nameof(AddressKind.Public))]
    [InlineData("2606:2800:220:1::1", nameof(AddressKind.Public))]
    [InlineData("100.63.255.255", nameof(AddressKind.Public))]
    [InlineData("172.32.0.1", nameof(AddressKind.Public))]
    [InlineData("127.0.0.1", nameof(AddressKind.Loopback))]
    [InlineData("127.255.0.9", nameof(AddressKind.Loopback))]
    [InlineData("::1", nameof(AddressKind.Loopback))]
    [InlineData("::ffff:127.0.0.1", nameof(AddressKind.Loopback))]
    [InlineData("64:ff9b::7f00:1", nameof(AddressKind.Loopback))]
    [InlineData("2002:7f00:1::", nameof(AddressKind.Loopback))]
    [InlineData("10.1.2.3", nameof(AddressKind.Private))]
    [InlineData("172.16.0.1", nameof(AddressKind.Private))]
    [InlineData("172.31.255.255", nameof(AddressKind.Private))]
    [InlineData("192.168.1.1", nameof(AddressKind.Private))]
    [InlineData("100.64.0.1", nameof(AddressKind.Private))]
    [InlineData("fd12::1", nameof(AddressKind.Private))]
    [InlineData("::ffff:10.0.0.1", nameof(AddressKind.Private))]
    [InlineData("169.254.169.254", nameof(AddressKind.LinkLocal))]
    [InlineData("::ffff:169.254.169.254", nameof(AddressKind.LinkLocal))]
    [InlineData("64:ff9b::a9fe:a9fe", nameof(AddressKind.LinkLocal))]
    [InlineData("100.100.100.200", nameof(AddressKind.LinkLocal))]
    [InlineData("fd00:ec2::254", nameof(AddressKind.LinkLocal))]
    [InlineData("fe80::1", nameof(AddressKind.LinkLocal))]
    [InlineData("0.0.0.0", nameof(AddressKind.Unusable))]
    [InlineData("::", nameof(AddressKind.Unusable))]
    [InlineData("224.0.0.1", nameof(AddressKind.Unusable))]
    [InlineData("255.255.255.255", nameof(AddressKind.Unusable))]
    [InlineData("ff02::1", nameof(AddressKind.Unusable))]
    public void Classify_Address_SeesThroughItsForm(string address, string kind) =>
        Assert.Equal(kind, AddressClassifier.Classify(IPAddress.Parse(address)).ToString());
}
