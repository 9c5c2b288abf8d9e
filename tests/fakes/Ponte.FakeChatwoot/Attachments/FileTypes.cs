using Ponte.FakeChatwoot.Http;

namespace Ponte.FakeChatwoot.Attachments;

/// <summary>file_type follows the declared type, the content type follows the bytes and the name (contract 6.5).</summary>
internal static class FileTypes
{
    public static string Declared(string? declared)
    {
        var type = declared?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        return type switch
        {
            "image/png" or "image/jpeg" or "image/gif" or "image/bmp" or "image/webp" => "image",
            "video/mp4" or "video/ogg" or "video/webm" or "video/quicktime" => "video",
            _ when type.StartsWith("audio/", StringComparison.Ordinal) => "audio",
            _ => "file",
        };
    }

    public static string Identify(Upload file) => ByBytes(file.Bytes) ?? ByName(file.FileName) ?? file.DeclaredType ?? "application/octet-stream";

    private static string? ByBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("OggS"u8))
        {
            return bytes.IndexOf("OpusHead"u8) >= 0 ? "audio/opus" : "audio/ogg";
        }

        if (bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8))
        {
            return bytes[8..].StartsWith("mp4"u8) || bytes[8..].StartsWith("isom"u8) ? "video/mp4" : "video/quicktime";
        }

        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
        {
            return "image/webp";
        }

        return Magic(bytes);
    }

    private static string? Magic(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 4 && bytes[0] == 0x89 && bytes[1..].StartsWith("PNG"u8))
        {
            return "image/png";
        }

        if (bytes.Length > 3 && bytes[0] == 0xff && bytes[1] == 0xd8)
        {
            return "image/jpeg";
        }

        if (bytes.StartsWith("GIF8"u8))
        {
            return "image/gif";
        }

        return bytes.StartsWith("%PDF"u8) ? "application/pdf" : null;
    }

    private static string? ByName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".txt" => "text/plain",
        ".pdf" => "application/pdf",
        ".mp3" => "audio/mpeg",
        ".ogg" => "audio/ogg",
        ".mp4" => "video/mp4",
        _ => null,
    };
}
