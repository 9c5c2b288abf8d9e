using System.Security.Cryptography;
using System.Text;

namespace Ponte.Gateway.Accounts;

/// <summary>API tokens: 32 random bytes in base64url behind a prefix that tells secret scanners and people what they found. Looked up by their SHA-256.</summary>
internal static class Token
{
    private const string AccountPrefix = "pta_";
    private const string InstancePrefix = "pti_";

    /// <summary>A new TokenAccount.</summary>
    public static string ForAccount() => AccountPrefix + Random();

    /// <summary>A new TokenInstance.</summary>
    public static string ForInstance() => InstancePrefix + Random();

    /// <summary>What the tables know of a token: SHA-256, 64 lower-case hexadecimal digits. A token has 256 random bits, so no salt and no stretching.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether a person may choose this as a token: 8 to 128 printable ASCII characters, no space.</summary>
    public static bool IsAcceptable(string text) => text is { Length: >= 8 and <= 128 } && text.All(c => c is > ' ' and < '\x7f');

    private static string Random() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
