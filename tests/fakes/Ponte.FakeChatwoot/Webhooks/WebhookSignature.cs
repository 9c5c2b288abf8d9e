using System.Security.Cryptography;
using System.Text;

namespace Ponte.FakeChatwoot.Webhooks;

internal static class WebhookSignature
{
    /// <summary><c>sha256=</c> and the hex HMAC-SHA256 of <c>timestamp.body</c> (contract 8.5).</summary>
    public static string Of(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        return "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
