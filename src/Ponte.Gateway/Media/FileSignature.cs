namespace Ponte.Gateway.Media;

/// <summary>Tells a file's type from its first bytes: of the types that WhatsApp treats in its own way, and that must not be taken for them.</summary>
internal static class FileSignature
{
    /// <summary>How many bytes are needed at most.</summary>
    public const int Length = 64;

    /// <summary>The MIME type of a file; null when its bytes are of no type known here.</summary>
    public static async Task<string?> ReadAsync(MediaFile file, CancellationToken cancellationToken)
    {
        var head = new byte[Length];
        await using var stream = file.OpenRead();
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return TypeOf(head.AsSpan(0, read));
    }

    /// <summary>The MIME type; null when the bytes are of no type known here.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return "image/jpeg";
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return "image/png";
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return "image/gif";
        }

        if (head.StartsWith("RIFF"u8) && head.Length >= 12)
        {
            return head[8..].StartsWith("WEBP"u8) ? "image/webp" : head[8..].StartsWith("WAVE"u8) ? "audio/wav" : null;
        }

        return head.Length >= 12 && head[4..].StartsWith("ftyp"u8) ? TypeOfBrand(head[8..12]) : Sound(head) ?? Other(head);
    }

    private static string? Sound(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("OggS"u8))
        {
            return head.IndexOf("OpusHead"u8) >= 0 ? "audio/ogg; codecs=opus" : "audio/ogg";
        }

        if (head.StartsWith("#!AMR"u8))
        {
            return "audio/amr";
        }

        // MPEG frames begin with eleven set bits; the layer bits tell MP3 from AAC in ADTS.
        return head.StartsWith("ID3"u8) ? "audio/mpeg"
            : head.Length < 2 || head[0] != 0xFF ? null
            : (head[1] & 0xF6) == 0xF0 ? "audio/aac"
            : (head[1] & 0xE0) == 0xE0 && (head[1] & 0x06) != 0 ? "audio/mpeg"
            : null;
    }

    private static string? Other(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) ? "video/webm"
        : head.StartsWith("%PDF-"u8) ? "application/pdf"
        : null;

    private static string TypeOfBrand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8) ? "audio/mp4"
        : brand.StartsWith("qt"u8) ? "video/quicktime"
        : brand.StartsWith("3g"u8) ? "video/3gpp"
        : brand.StartsWith("heic"u8) || brand.StartsWith("heix"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("msf1"u8) ? "image/heic"
        : brand.StartsWith("avif"u8) ? "image/avif"
        : "video/mp4";
}
