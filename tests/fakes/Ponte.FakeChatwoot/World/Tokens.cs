using System.Security.Cryptography;

namespace Ponte.FakeChatwoot.World;

internal static class Tokens
{
    /// <summary>24 base58 characters, as all of Chatwoot's tokens (contract 1.1).</summary>
    public static string New() => new(RandomNumberGenerator.GetItems<char>("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 24));
}
