namespace Ponte.Gateway.Backup;

/// <summary>Seals what is written to it, chunk by chunk. Without <see cref="Complete"/> the archive has no end and does not open.</summary>
internal sealed class SealingStream(ArchiveKey key, Stream archive) : Stream
{
    private readonly byte[] _plain = new byte[ArchiveKey.ChunkSize];
    private readonly byte[] _sealed = new byte[ArchiveKey.ChunkSize + ArchiveKey.TagSize];
    private int _length;
    private long _number;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_length == ArchiveKey.ChunkSize)
            {
                WriteChunk(isLast: false);
            }

            var part = buffer[..Math.Min(buffer.Length, ArchiveKey.ChunkSize - _length)];
            part.CopyTo(_plain.AsSpan(_length));
            _length += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes the last chunk.</summary>
    public void Complete() => WriteChunk(isLast: true);

    /// <inheritdoc/>
    public override void Flush()
    {
        // A chunk is written when it is full.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void WriteChunk(bool isLast)
    {
        key.Seal(_number++, isLast, _plain.AsSpan(0, _length), _sealed);
        archive.Write(_sealed, 0, _length + ArchiveKey.TagSize);
        _length = 0;
    }
}
