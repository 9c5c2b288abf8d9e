using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ponte.Gateway.Backup;

/// <summary>
/// The cipher of an archive: a header of 44 bytes, then chunks of 65,536 bytes, the last one shorter, each followed by its tag of 16 bytes; AES-256-GCM with a key that PBKDF2
/// makes of the passphrase. A chunk's nonce is its number and whether it is the last, so that none can be left out, moved or cut off.
/// </summary>
internal sealed class ArchiveKey : IDisposable
{
    /// <summary>Plain bytes in a chunk.</summary>
    public const int ChunkSize = 65_536;

    /// <summary>Bytes that a chunk is longer when it is sealed.</summary>
    public const int TagSize = 16;

    // Name and version of the format (8), rounds (4, big-endian), salt (16), tag over these (16).
    private const int HeaderSize = 28 + TagSize;
    private const int SaltSize = 16;

    // What OWASP asks of PBKDF2 with SHA-512 is a third of this.
    private const int Rounds = 600_000;

    // A header that asks for more is there to keep us busy.
    private const int MaxRounds = 10_000_000;

    private readonly byte[] _header;
    private readonly AesGcm _aes;

    private ArchiveKey(byte[] header, string passphrase)
    {
        _header = header;
        var rounds = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8));
        var salt = header.AsSpan(12, SaltSize);
        var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, rounds, HashAlgorithmName.SHA512, 32);
        _aes = new AesGcm(key, TagSize);
        CryptographicOperations.ZeroMemory(key);
    }

    private static ReadOnlySpan<byte> Magic => "PONTEBK1"u8;

    private ReadOnlySpan<byte> Authenticated => _header.AsSpan(0, HeaderSize - TagSize);

    /// <summary>A new key for a new archive, whose header is written.</summary>
    public static ArchiveKey Create(string passphrase, Stream archive)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), Rounds);
        RandomNumberGenerator.Fill(header.AsSpan(12, SaltSize));
        var key = new ArchiveKey(header, passphrase);
        key._aes.Encrypt(Nonce(-1, isLast: true), [], [], header.AsSpan(HeaderSize - TagSize), key.Authenticated);
        archive.Write(header);
        return key;
    }

    /// <summary>The key of an archive, whose header is read.</summary>
    /// <exception cref="StartException">It is no archive, or the passphrase is another one.</exception>
    public static ArchiveKey Open(string passphrase, Stream archive)
    {
        var header = new byte[HeaderSize];
        var length = archive.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
        if (length < HeaderSize || !header.AsSpan(0, 8).SequenceEqual(Magic) || BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8)) is < Rounds or > MaxRounds)
        {
            throw new StartException("The file is not a backup made by Ponte.");
        }

        var key = new ArchiveKey(header, passphrase);
        if (!key.Opens(-1, isLast: true, [], header.AsSpan(HeaderSize - TagSize), []))
        {
            key.Dispose();
            throw new StartException("The passphrase is wrong, or the beginning of the backup is damaged.");
        }

        return key;
    }

    /// <summary>Seals a chunk: the ciphertext and the tag behind it.</summary>
    public void Seal(long number, bool isLast, ReadOnlySpan<byte> plain, Span<byte> sealedChunk) =>
        _aes.Encrypt(Nonce(number, isLast), plain, sealedChunk[..plain.Length], sealedChunk.Slice(plain.Length, TagSize), Authenticated);

    /// <summary>Opens a chunk; false when it is damaged, not this one, or the last one although it should not be, or the reverse.</summary>
    public bool Opens(long number, bool isLast, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plain)
    {
        try
        {
            _aes.Decrypt(Nonce(number, isLast), ciphertext, tag, plain, Authenticated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _aes.Dispose();

    private static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[11] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}
