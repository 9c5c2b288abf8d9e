namespace Ponte.WhatsApp.Sandbox;

/// <summary>
/// An append-only file of lines in which a completed append is on disk. Concurrent appends share one flush (group commit), and
/// their order in the file is the order of the calls.
/// </summary>
internal sealed class JournalFile : IAsyncDisposable
{
    private static readonly byte[] LineFeed = [(byte)'\n'];

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _file = new(1, 1);
    private readonly string _path;
    private List<Pending> _pending = [];
    private FileStream _stream;
    private JournalEnd _end;
    private Task _writer = Task.CompletedTask;
    private bool _writing;
    private bool _closed;

    private JournalFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
        _end = new JournalEnd(0, stream.Length);
    }

    /// <summary>How far the file may be read: what lies behind is not on disk yet and may still be taken back.</summary>
    public JournalEnd End
    {
        get
        {
            lock (_lock)
            {
                return _end;
            }
        }
    }

    /// <summary>How many flushes appends have cost so far; fewer than appends when they share.</summary>
    public long Flushes { get; private set; }

    /// <summary>
    /// Opens or creates a journal and shows every line to <paramref name="accept"/>. What follows the last accepted line was never
    /// acknowledged (a torn write) and is cut off.
    /// </summary>
    /// <returns>The journal and the number of bytes cut off.</returns>
    public static (JournalFile File, long Cut) Open(string path, Predicate<ReadOnlyMemory<byte>> accept)
    {
        var stream = SandboxFolder.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        try
        {
            var good = 0L;
            using (var reader = new JournalReader(path))
            {
                while (reader.TryReadLine(stream.Length, out var line))
                {
                    good = accept(line) ? reader.Offset : good;
                }
            }

            var cut = stream.Length - good;
            if (cut > 0)
            {
                stream.SetLength(good);
                stream.Flush(flushToDisk: true);
            }

            return (new JournalFile(path, stream), cut);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Appends one line, given without its line feed; completes when it is on disk.</summary>
    public Task AppendAsync(ReadOnlyMemory<byte> line)
    {
        var pending = new Pending(line, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _pending.Add(pending);
            if (!_writing)
            {
                _writing = true;
                _writer = Task.Run(WritePendingAsync);
            }
        }

        return pending.Done.Task;
    }

    /// <summary>Opens a reader together with the end that belongs to it.</summary>
    public (JournalReader Reader, JournalEnd End) OpenReader()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return (new JournalReader(_path), _end);
        }
    }

    /// <summary>Replaces every line by what <paramref name="replace"/> answers, crash-safe; appends wait meanwhile.</summary>
    public async Task RewriteAsync(Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> replace)
    {
        await _file.WaitAsync();
        try
        {
            var (reader, end) = OpenReader();
            using (reader)
            {
                RewriteLines(reader, end, replace);
            }
        }
        finally
        {
            _file.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task writer;
        lock (_lock)
        {
            _closed = true;
            writer = _writer;
        }

        await writer;
        await _file.WaitAsync();
        await _stream.DisposeAsync();
        _file.Release();
    }

    private void RewriteLines(JournalReader reader, JournalEnd end, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> replace)
    {
        var temporary = _path + ".tmp";
        using (var buffered = new BufferedStream(SandboxFolder.Open(temporary, FileMode.Create, FileAccess.Write), 64 * 1024))
        {
            while (reader.TryReadLine(end.Length, out var line))
            {
                buffered.Write(replace(line).Span);
                buffered.WriteByte((byte)'\n');
            }

            buffered.Flush();
            ((FileStream)buffered.UnderlyingStream).Flush(flushToDisk: true);
        }

        var stream = SandboxFolder.Open(temporary, FileMode.Open, FileAccess.ReadWrite);
        lock (_lock)
        {
            File.Move(temporary, _path, overwrite: true);
            _stream.Dispose();
            _stream = stream;
            _end = new JournalEnd(end.Generation + 1, stream.Length);
        }
    }

    private async Task WritePendingAsync()
    {
        while (true)
        {
            List<Pending> batch;
            lock (_lock)
            {
                if (_pending.Count == 0)
                {
                    _writing = false;
                    return;
                }

                batch = _pending;
                _pending = [];
            }

            await _file.WaitAsync();
            var failure = Write(batch);
            _file.Release();
            foreach (var (_, done) in batch)
            {
                _ = failure is null ? done.TrySetResult() : done.TrySetException(failure);
            }
        }
    }

    private IOException? Write(List<Pending> batch)
    {
        var end = End;
        try
        {
            RandomAccess.Write(_stream.SafeFileHandle, [.. batch.SelectMany(p => new[] { p.Line, LineFeed })], end.Length);
            _stream.Flush(flushToDisk: true);
            Flushes++;
            lock (_lock)
            {
                _end = end with { Length = end.Length + batch.Sum(p => p.Line.Length + 1L) };
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TakeBack(end);
            return new IOException("The journal could not be written.", e);
        }
    }

    // Readers stop at the end, and the next append overwrites what this leaves should it fail as well.
    private void TakeBack(JournalEnd end)
    {
        try
        {
            RandomAccess.SetLength(_stream.SafeFileHandle, end.Length);
        }
        catch (IOException)
        {
        }
    }

    private readonly record struct Pending(ReadOnlyMemory<byte> Line, TaskCompletionSource Done);
}
