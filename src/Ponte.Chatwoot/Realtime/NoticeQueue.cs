using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Ponte.Chatwoot.Realtime;

/// <summary>
/// The stream between the socket and the consumer. Events beyond the capacity are refused; state changes always fit, and stay few because no
/// new connection is made before half of the queue is free.
/// </summary>
internal sealed class NoticeQueue(int capacity, TimeProvider time)
{
    private readonly Channel<CableNotice> _channel = Channel.CreateUnbounded<CableNotice>(new() { SingleReader = true });
    private TaskCompletionSource? _room;
    private int _count;

    /// <summary>How many notices wait for the consumer.</summary>
    public int Count => Volatile.Read(ref _count);

    private bool HasRoom => Count <= capacity / 2;

    public bool TryWrite(CableEvent cableEvent)
    {
        if (Interlocked.Increment(ref _count) <= capacity)
        {
            return _channel.Writer.TryWrite(new EventReceived(cableEvent, time.GetUtcNow()));
        }

        Interlocked.Decrement(ref _count);
        return false;
    }

    public void Write(ConnectionStateChanged change)
    {
        Interlocked.Increment(ref _count);
        _channel.Writer.TryWrite(change);
    }

    public void Complete() => _channel.Writer.TryComplete();

    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (!HasRoom)
        {
            var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _room, room);
            if (HasRoom)
            {
                return;
            }

            await room.Task.WaitAsync(cancellationToken);
        }
    }

    public async IAsyncEnumerable<CableNotice> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var notice in _channel.Reader.ReadAllAsync(cancellationToken))
        {
            Interlocked.Decrement(ref _count);
            if (HasRoom)
            {
                Interlocked.Exchange(ref _room, null)?.TrySetResult();
            }

            yield return notice;
        }
    }
}
