using System.Buffers.Binary;

namespace Ponte.Gateway.Media;

/// <summary>The length of an OGG/Opus file: the granule position of its last page counts samples of 48 kHz (RFC 7845, section 4).</summary>
internal static class OggDuration
{
    private const int SamplesPerSecond = 48_000;

    // A page has at most 65,307 bytes.
    private const int Tail = 65_536;
    private const int MaxSeconds = 86_400;

    /// <summary>Whole seconds, 1 at least; null when the file's end is no page of OGG.</summary>
    public static async Task<int?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
        file.Seek(Math.Max(0, file.Length - Tail), SeekOrigin.Begin);
        var buffer = new byte[Tail];
        var read = await file.ReadAtLeastAsync(buffer, Tail, throwOnEndOfStream: false, cancellationToken);
        return OfTail(buffer.AsSpan(0, read));
    }

    private static int? OfTail(ReadOnlySpan<byte> tail)
    {
        var page = tail.LastIndexOf("OggS"u8);
        if (page < 0 || page + 14 > tail.Length)
        {
            return null;
        }

        var samples = BinaryPrimitives.ReadInt64LittleEndian(tail[(page + 6)..]);
        return samples > 0 ? (int)Math.Clamp((samples + (SamplesPerSecond / 2)) / SamplesPerSecond, 1, MaxSeconds) : null;
    }
}
