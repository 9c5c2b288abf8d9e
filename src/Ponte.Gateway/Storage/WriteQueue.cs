using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;

namespace Ponte.Gateway.Storage;

/// <summary>
/// The one writer of a process. Concurrent writes are committed together, one transaction after another (group commit), so that a flush to
/// disk is shared and ids become visible in the order they were given. A write runs again, alone, when a neighbour spoils its transaction:
/// every write must bear being repeated.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int Capacity = 4096;
    private const int MaxBatch = 256;

    private readonly Database _database;
    private readonly Channel<IWrite> _writes = Channel.CreateBounded<IWrite>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Task _loop;

    public WriteQueue(Database database)
    {
        _database = database;
        _loop = Task.Run(CommitForEverAsync);
    }

    /// <summary>Runs <paramref name="write"/> in a transaction and answers its result once that is on disk. Cancelling gives up the place in the queue only.</summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        var entry = new Write<T>(write);
        await _writes.Writer.WriteAsync(entry, cancellationToken);
        return await entry.Result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellationToken) =>
        WriteAsync<object?>(
            async transaction =>
            {
                await write(transaction);
                return null;
            },
            cancellationToken);

    /// <summary>Commits what is queued and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _loop;
    }

    private async Task CommitForEverAsync()
    {
        // Whoever wrote first is not the cause of all that follows; each write brings its own.
        Activity.Current = null;
        var batch = new List<IWrite>(MaxBatch);
        while (await _writes.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _writes.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(IReadOnlyList<IWrite> batch)
    {
        try
        {
            await using var connection = await _database.OpenAsync(CancellationToken.None);
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var write in batch)
            {
                await write.RunAsync(transaction);
            }

            await transaction.CommitAsync();
        }
        catch (Exception exception) when (batch.Count == 1)
        {
            batch[0].Fail(exception);
            return;
        }
        catch (Exception)
        {
            foreach (var write in batch)
            {
                await CommitAsync([write]);
            }

            return;
        }

        foreach (var write in batch)
        {
            write.Succeed();
        }
    }

    private interface IWrite
    {
        Task RunAsync(DbTransaction transaction);

        void Succeed();

        void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<DbTransaction, Task<T>> run) : IWrite
    {
        private readonly Activity? _trace = Activity.Current;
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Result => _completion.Task;

        public async Task RunAsync(DbTransaction transaction)
        {
            Activity.Current = _trace;
            _result = await run(transaction);
        }

        public void Succeed() => _completion.SetResult(_result!);

        public void Fail(Exception exception) => _completion.SetException(exception);
    }
}
