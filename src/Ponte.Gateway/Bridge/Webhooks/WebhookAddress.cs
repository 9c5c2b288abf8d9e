using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>The address that Chatwoot is given: <c>&lt;Ponte:PublicUrl&gt;/webhooks/chatwoot/&lt;integration&gt;/&lt;secret&gt;</c>.</summary>
internal static class WebhookAddress
{
    private const string Path = "/webhooks/chatwoot/";
    private const int SecretBytes = 32;

    /// <summary>A secret that nobody guesses: 256 random bits in base64url.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>SHA-256 of a secret, lower-case hexadecimal.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static string Of(string publicUrl, string integrationId, string secret) => $"{publicUrl}{Path}{integrationId}/{secret}";

    /// <summary>Integration and secret of an address under this public URL; null for any other.</summary>
    public static (string IntegrationId, string Secret)? Read(string publicUrl, string? address) =>
        address is not null && address.StartsWith(publicUrl + Path, StringComparison.Ordinal) && address[(publicUrl.Length + Path.Length)..].Split('/') is [var id, var secret]
            ? (id, secret)
            : null;
}
