using Microsoft.Win32.SafeHandles;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Reads a journal line by line with memory for one line, from its beginning.</summary>
internal sealed class JournalReader(string path) : IDisposable
{
    private readonly SafeFileHandle _handle = File.OpenHandle(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _count;

    /// <summary>Where the next line begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The next complete line within the first <paramref name="limit"/> bytes, without its line feed, valid until the next call.</summary>
    public bool TryReadLine(long limit, out ReadOnlyMemory<byte> line)
    {
        while (true)
        {
            var feed = _buffer.AsSpan(_start, _count).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line = _buffer.AsMemory(_start, feed);
                _start += feed + 1;
                _count -= feed + 1;
                Offset += feed + 1;
                return true;
            }

            if (!Fill(limit))
            {
                line = default;
                return false;
            }
        }
    }

    public void Dispose() => _handle.Dispose();

    private bool Fill(long limit)
    {
        var wanted = limit - (Offset + _count);
        if (wanted <= 0)
        {
            return false;
        }

        _buffer.AsSpan(_start, _count).CopyTo(_buffer);
        _start = 0;
        if (_count == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var free = (int)Math.Min(_buffer.Length - _count, wanted);
        var read = RandomAccess.Read(_handle, _buffer.AsSpan(_count, free), Offset + _count);
        _count += read;
        return read > 0;
    }
}
