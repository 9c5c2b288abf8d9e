using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Reads the bytes of a file out of a JSON text: base64, or a <c>data:</c> URI of it (RFC 2397).</summary>
internal static class InlineFile
{
    private static readonly byte[] DataPrefix = "data:"u8.ToArray();
    private static readonly byte[] Base64Marker = ";base64,"u8.ToArray();

    /// <summary>Writes the bytes to a file.</summary>
    /// <param name="text">A JSON string.</param>
    /// <param name="path">Where to.</param>
    /// <param name="maxBytes">The most to write.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The type that a <c>data:</c> URI tells, empty when none is told; null when the text is no base64; false in the second place when it is too large.</returns>
    public static async Task<(string? MimeType, bool IsSmallEnough)> SaveAsync(JsonElement text, string path, long maxBytes, CancellationToken cancellationToken)
    {
        if (Utf8Of(text) is not { } encoded)
        {
            return (null, true);
        }

        var type = "";
        if (encoded.Span.StartsWith(DataPrefix))
        {
            var marker = encoded.Span[..Math.Min(encoded.Length, 300)].IndexOf(Base64Marker);
            if (marker < 0)
            {
                return (null, true);
            }

            type = Encoding.ASCII.GetString(encoded.Span[DataPrefix.Length..marker]).Split(';')[0];
            encoded = encoded[(marker + Base64Marker.Length)..];
        }

        if (Base64.GetMaxDecodedFromUtf8Length(encoded.Length) > maxBytes + 2)
        {
            return (type, false);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, Base64.GetMaxDecodedFromUtf8Length(encoded.Length)));
        try
        {
            if (Base64.DecodeFromUtf8(encoded.Span, buffer, out _, out var written) != OperationStatus.Done || written == 0)
            {
                return (null, true);
            }

            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true);
            await file.WriteAsync(buffer.AsMemory(0, written), cancellationToken);
            return (type, true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // As it stands in the body, unless something in it is escaped: many programs write "/" as "\/".
    private static ReadOnlyMemory<byte>? Utf8Of(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (raw.IndexOf((byte)'\\') < 0)
        {
            return raw[1..^1].ToArray();
        }

        try
        {
            return Encoding.UTF8.GetBytes(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no text at all.
            return null;
        }
    }
}
