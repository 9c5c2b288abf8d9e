using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Egress;

/// <summary>
/// Decides at connect time, on the address really used, whether a URL that a tenant typed may be called; so a name that changes its answer
/// between check and use gains nothing.
/// </summary>
internal sealed class EgressGuard(IOptions<EgressOptions> options)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="EgressRefusedException">No address of the host may be called.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(endpoint.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => Refusal(address) is null);
        if (allowed.Length == 0)
        {
            var refusal = addresses.Length == 0 ? "the host name has no address" : Refusal(addresses[0]);
            throw new EgressRefusedException(refusal!);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endpoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private string? Refusal(IPAddress address) => AddressClassifier.Classify(address) switch
    {
        AddressKind.Public => null,
        AddressKind.LinkLocal => "link-local and metadata addresses are never called",
        AddressKind.Unusable => "this is not an address of a server",
        AddressKind.Loopback when !options.Value.AllowPrivateNetworks =>
            "addresses of this machine are not allowed here (setting Ponte:Egress:AllowPrivateNetworks)",
        AddressKind.Private when !options.Value.AllowPrivateNetworks =>
            "addresses of private networks are not allowed here (setting Ponte:Egress:AllowPrivateNetworks)",
        _ => null,
    };
}
