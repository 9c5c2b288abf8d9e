using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ponte.WhatsApp.Events;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>What the simulated phone was given: every event once, in order, and how far it was taken over.</summary>
internal sealed class ReceivedJournal : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _compaction = new(1, 1);
    private readonly HashSet<UInt128> _known = [];
    private readonly Dictionary<UInt128, Task> _inFlight = [];
    private readonly PositionFile _acknowledged;
    private readonly JournalFile _file;
    private readonly long _compactAt;
    private long _compactAbove;
    private long _last;

    /// <param name="folder">Where the files are.</param>
    /// <param name="compactAt">The size in bytes from which on delivered events are reduced to what recognises them.</param>
    public ReceivedJournal(SandboxFolder folder, long compactAt)
    {
        _compactAt = _compactAbove = compactAt;
        var reduced = 0L;
        (_file, Cut) = JournalFile.Open(folder.Received, bytes => Load(bytes, ref reduced));
        _acknowledged = new PositionFile(folder.Acknowledged);
        _acknowledged.Raise(reduced);

        // Positions are never used twice, even if the journal was damaged and ends below what was acknowledged.
        _last = Math.Max(_last, _acknowledged.Value);
    }

    /// <summary>Bytes of a torn write that were cut off at start.</summary>
    public long Cut { get; }

    public long Acknowledged => _acknowledged.Value;

    public JournalFile File => _file;

    /// <summary>Completes when the event is on disk, or at once when it already is. What has no id is another event each time.</summary>
    /// <returns>False: the event was known.</returns>
    public async Task<bool> AppendAsync(WhatsAppEvent happened)
    {
        if (ReceivedLine.KeyOf(happened) is not { Length: > 0 } name)
        {
            await Write(happened);
            return true;
        }

        var key = HashOf(name);
        Task? stored;
        bool first;
        lock (_lock)
        {
            if (_known.Contains(key))
            {
                return false;
            }

            first = !_inFlight.TryGetValue(key, out stored);
            if (first)
            {
                stored = Write(happened);
                _inFlight.Add(key, stored);
            }
        }

        try
        {
            await stored!;
        }
        finally
        {
            Settle(key, stored!);
        }

        return first;
    }

    /// <summary>Notes that everything up to <paramref name="position"/> was taken over.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public async Task AcknowledgeAsync(long position)
    {
        lock (_lock)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(position, _last);
        }

        _acknowledged.Raise(position);
        if (_file.End.Length > Volatile.Read(ref _compactAbove))
        {
            await CompactAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _acknowledged.Dispose();
    }

    private bool Load(ReadOnlyMemory<byte> bytes, ref long reduced)
    {
        if (ReceivedLine.Read(bytes) is not { } line)
        {
            return false;
        }

        if (line.KeyOf() is { Length: > 0 } key)
        {
            _known.Add(HashOf(key));
        }

        _last = Math.Max(_last, line.Position);
        reduced = line.Event is null ? line.Position : reduced;
        return true;
    }

    // In the order of the positions.
    private Task Write(WhatsAppEvent happened)
    {
        lock (_lock)
        {
            return _file.AppendAsync(new ReceivedLine(++_last, happened).Write());
        }
    }

    private void Settle(UInt128 key, Task stored)
    {
        lock (_lock)
        {
            if (stored.IsCompletedSuccessfully)
            {
                _known.Add(key);
            }

            if (_inFlight.TryGetValue(key, out var current) && current == stored)
            {
                _inFlight.Remove(key);
            }
        }
    }

    private async Task CompactAsync()
    {
        await _compaction.WaitAsync();
        try
        {
            if (_file.End.Length <= _compactAbove)
            {
                return;
            }

            var acknowledged = _acknowledged.Value;
            await _file.RewriteAsync(bytes => ReceivedLine.Read(bytes) is { } line && line.Position <= acknowledged
                ? line.WithoutContent().Write()
                : bytes);

            // Ids stay for ever: doubling the threshold keeps the cost per message constant.
            Volatile.Write(ref _compactAbove, Math.Max(_compactAt, 2 * _file.End.Length));
        }
        finally
        {
            _compaction.Release();
        }
    }

    // 16 bytes per event however long its chat and id are.
    private static UInt128 HashOf(string key) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
