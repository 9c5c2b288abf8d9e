using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace Ponte.Gateway.Api;

/// <summary>Which reverse proxies are believed. Section <c>Ponte:ReverseProxy</c>.</summary>
internal sealed class ReverseProxyOptions : IValidatableObject
{
    public const string Section = "Ponte:ReverseProxy";

    /// <summary>
    /// Reverse proxies that are believed when they say for whom (<c>X-Forwarded-For</c>) and over what (<c>X-Forwarded-Proto</c>) they ask: addresses, or networks such as <c>172.16.0.0/12</c>, separated by commas.
    /// Empty: none. See <see href="install.md#behind-a-reverse-proxy">installing</see>.
    /// </summary>
    public string Trusted { get; set; } = "127.0.0.1, ::1";

    /// <summary>The same as networks; those that cannot be read are left out.</summary>
    public IEnumerable<IPNetwork> Networks => Parts.Select(NetworkOf).OfType<IPNetwork>();

    private string[] Parts => Trusted.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Parts.Any(part => NetworkOf(part) is null))
        {
            yield return new ValidationResult("Ponte:ReverseProxy:Trusted must be IP addresses or networks such as 172.16.0.0/12, separated by commas");
        }
    }

    private static IPNetwork? NetworkOf(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out var network) ? network : null;
        }

        // Whole numbers are addresses too, to .NET.
        return text.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32)
            : null;
    }
}
