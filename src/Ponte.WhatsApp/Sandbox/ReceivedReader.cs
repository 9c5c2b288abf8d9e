using Ponte.WhatsApp.Events;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Reads the events behind a position from the received journal, also while it is appended to and compacted.</summary>
internal sealed class ReceivedReader(JournalFile file, long position) : IDisposable
{
    private JournalReader? _reader;
    private int _generation;
    private long _position = position;

    /// <summary>The next event, or null when there is none yet.</summary>
    public JournaledEvent? Read()
    {
        var end = file.End;
        if (_reader is null || _generation != end.Generation)
        {
            _reader?.Dispose();
            (_reader, end) = file.OpenReader();
            _generation = end.Generation;
        }

        while (_reader.TryReadLine(end.Length, out var bytes))
        {
            if (ReceivedLine.Read(bytes) is { } line && line.Position > _position)
            {
                _position = line.Position;
                if (line.Event is { } happened)
                {
                    return new JournaledEvent(line.Position, happened);
                }
            }
        }

        return null;
    }

    public void Dispose() => _reader?.Dispose();
}
