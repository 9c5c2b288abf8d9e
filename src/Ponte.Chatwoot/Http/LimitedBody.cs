using System.Buffers;

namespace Ponte.Chatwoot.Http;

/// <summary>Reads a body up to a limit: whoever answers may be hostile.</summary>
internal static class LimitedBody
{
    public static async Task<(ReadOnlyMemory<byte> Bytes, bool IsComplete)> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new ArrayBufferWriter<byte>();
        while (bytes.WrittenCount <= limit)
        {
            var read = await stream.ReadAsync(bytes.GetMemory(4096), cancellationToken);
            if (read == 0)
            {
                return (bytes.WrittenMemory, true);
            }

            bytes.Advance(read);
        }

        return (bytes.WrittenMemory[..limit], false);
    }
}
