using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>Chatwoot's signature: <c>sha256=</c> and the hexadecimal HMAC-SHA256 of <c>timestamp.body</c> over the bytes as they came (Chatwoot contract 8.5).</summary>
internal static class WebhookSignature
{
    public const string SignatureHeader = "X-Chatwoot-Signature";
    public const string TimestampHeader = "X-Chatwoot-Timestamp";

    private const string Prefix = "sha256=";
    private const int MaxTimestamp = 20;

    // How far both clocks may be apart, and how long a request that was overheard can be repeated.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Whether a body was signed with this secret within the last minutes. A missing header is a wrong one.</summary>
    public static bool IsValid(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (timestamp is not { Length: > 0 and <= MaxTimestamp } || signature is not { Length: (7 + 64) } || !signature.StartsWith(Prefix, StringComparison.Ordinal)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Window.TotalSeconds)
        {
            return false;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        var expected = Convert.ToHexStringLower(hmac.GetHashAndReset());
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature[Prefix.Length..]));
    }
}
