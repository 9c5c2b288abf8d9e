namespace Ponte.Gateway.Backup;

/// <summary>Opens what <see cref="SealingStream"/> wrote. Nothing is returned of a chunk that is not as it was written.</summary>
internal sealed class OpeningStream(ArchiveKey key, Stream archive) : Stream
{
    private const int SealedSize = ArchiveKey.ChunkSize + ArchiveKey.TagSize;

    private readonly byte[] _plain = new byte[ArchiveKey.ChunkSize];

    // One more byte, which tells whether another chunk follows.
    private readonly byte[] _sealed = new byte[SealedSize + 1];
    private int _ahead;
    private int _offset;
    private int _length;
    private long _number;
    private bool _wasLast;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="StartException">The archive is damaged or ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_offset == _length && !_wasLast)
        {
            ReadChunk();
        }

        var part = _plain.AsSpan(_offset, Math.Min(buffer.Length, _length - _offset));
        part.CopyTo(buffer);
        _offset += part.Length;
        return part.Length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void ReadChunk()
    {
        var read = _ahead + archive.ReadAtLeast(_sealed.AsSpan(_ahead), _sealed.Length - _ahead, throwOnEndOfStream: false);
        _wasLast = read <= SealedSize;
        _length = Math.Min(read, SealedSize) - ArchiveKey.TagSize;
        _offset = 0;
        if (_length < 0 || !key.Opens(_number++, _wasLast, _sealed.AsSpan(0, _length), _sealed.AsSpan(_length, ArchiveKey.TagSize), _plain.AsSpan(0, _length)))
        {
            throw new StartException("The backup is damaged or incomplete. Nothing was restored.");
        }

        _ahead = _wasLast ? 0 : 1;
        _sealed[0] = _sealed[SealedSize];
    }
}
