using System.Security.Cryptography;
using System.Text;

namespace Ponte.Gateway.Secrets;

/// <summary>
/// Seals the secrets that rows hold: AES-256-GCM, a fresh random nonce each time. The form is <c>&lt;key id&gt;.&lt;base64 of nonce, ciphertext, tag&gt;</c>;
/// the key id is the beginning of the key's SHA-256, so that keys can be told apart when they are rotated.
/// </summary>
internal sealed class SecretBox
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key;

    /// <param name="key">32 bytes.</param>
    public SecretBox(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, 32);
        _key = key;
        KeyId = Convert.ToHexStringLower(SHA256.HashData(key))[..8];
    }

    /// <summary>Names the key, and says nothing about it: 8 hexadecimal digits.</summary>
    public string KeyId { get; }

    /// <summary>Seals a secret for one place.</summary>
    /// <param name="plaintext">The secret.</param>
    /// <param name="context">Row and column, such as <c>instance:ins_1:token</c>. Authenticated, so a ciphertext copied to another row does not open there.</param>
    public string Seal(string plaintext, string context)
    {
        var text = Encoding.UTF8.GetBytes(plaintext);
        var box = new byte[NonceSize + text.Length + TagSize];
        var nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, text, box.AsSpan(NonceSize, text.Length), box.AsSpan(NonceSize + text.Length), Encoding.UTF8.GetBytes(context));
        CryptographicOperations.ZeroMemory(text);
        return $"{KeyId}.{Convert.ToBase64String(box)}";
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">Another key, another context, or not a sealed value. The message names the context only.</exception>
    public string Open(string @sealed, string context)
    {
        var dot = @sealed.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || @sealed[..dot] != KeyId)
        {
            throw new CryptographicException($"The secret {context} was sealed with another encryption key.");
        }

        var box = new byte[@sealed.Length];
        if (!Convert.TryFromBase64Chars(@sealed.AsSpan(dot + 1), box, out var length) || length < NonceSize + TagSize)
        {
            throw Damaged(context);
        }

        var text = new byte[length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(_key, TagSize);
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, text.Length), box.AsSpan(length - TagSize, TagSize), text, Encoding.UTF8.GetBytes(context));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Damaged(context);
        }

        return Encoding.UTF8.GetString(text);
    }

    private static CryptographicException Damaged(string context) => new($"The secret {context} cannot be opened: it is damaged or belongs elsewhere.");
}
