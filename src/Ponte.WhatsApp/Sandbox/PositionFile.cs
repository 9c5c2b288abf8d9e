using System.Globalization;
using System.Text;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>
/// A number that only grows, written over in place. Not flushed: after a power failure it may be an older one, which costs a
/// redelivery and nothing else.
/// </summary>
internal sealed class PositionFile : IDisposable
{
    private const string Format = "D19";
    private readonly Lock _lock = new();
    private readonly FileStream _stream;

    public PositionFile(string path)
    {
        _stream = SandboxFolder.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        Span<byte> text = stackalloc byte[19];
        var read = RandomAccess.Read(_stream.SafeFileHandle, text, 0);
        _ = long.TryParse(text[..read], NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        Value = read == text.Length ? value : 0;
    }

    public long Value { get; private set; }

    /// <summary>Raises the number; a lower one is ignored.</summary>
    public void Raise(long value)
    {
        lock (_lock)
        {
            if (value > Value)
            {
                RandomAccess.Write(_stream.SafeFileHandle, Encoding.ASCII.GetBytes(value.ToString(Format, CultureInfo.InvariantCulture)), 0);
                Value = value;
            }
        }
    }

    public void Dispose() => _stream.Dispose();
}
