using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Reads the bytes of a file out of a JSON text, piece by piece: base64, or a <c>data:</c> URI of it (RFC 2397).</summary>
internal static class InlineFile
{
    private const int Piece = 64 * 1024;
    private const int LongestHead = 300;

    /// <summary>Writes the bytes to a file.</summary>
    /// <param name="text">A JSON string.</param>
    /// <param name="path">Where to.</param>
    /// <param name="maxBytes">The most to write.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The type that a <c>data:</c> URI tells, empty when none is told; null when the text is no base64; false in the second place when it is too large.</returns>
    public static async Task<(string? MimeType, bool IsSmallEnough)> SaveAsync(JsonElement text, string path, long maxBytes, CancellationToken cancellationToken)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);

        // As it stands in the body, unless something in it is escaped: many programs write "/" as "\/".
        var unescaped = raw.IndexOf((byte)'\\') < 0 ? null : Unescaped(text);
        var (type, start) = HeadOf(unescaped is null ? raw[1..^1] : unescaped);
        var end = unescaped?.Length ?? raw.Length - 2;
        if (type is null || Base64.GetMaxDecodedFromUtf8Length(end - start) > maxBytes + 2)
        {
            return (type, type is null);
        }

        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true);
        var buffer = new byte[Piece];
        for (var at = start; at < end;)
        {
            var length = Math.Min(Piece, end - at);
            var piece = (unescaped is null ? JsonMarshal.GetRawUtf8Value(text)[1..^1] : unescaped).Slice(at, length);
            var status = Base64.DecodeFromUtf8(piece, buffer, out var consumed, out var written, isFinalBlock: at + length == end);
            if (consumed == 0 || status == OperationStatus.InvalidData)
            {
                return (null, true);
            }

            await file.WriteAsync(buffer.AsMemory(0, written), cancellationToken);
            at += consumed;
        }

        return (file.Length == 0 ? null : type, true);
    }

    // The type and where the bytes begin.
    private static (string? Type, int Start) HeadOf(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("data:"u8))
        {
            return ("", 0);
        }

        var marker = text[..Math.Min(text.Length, LongestHead)].IndexOf(";base64,"u8);
        return marker < 0 ? (null, 0) : (Encoding.ASCII.GetString(text["data:".Length..marker]).Split(';')[0], marker + ";base64,".Length);
    }

    // Half a surrogate pair is no text at all, and no base64 either.
    private static byte[] Unescaped(JsonElement text)
    {
        try
        {
            return Encoding.UTF8.GetBytes(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return "?"u8.ToArray();
        }
    }
}
