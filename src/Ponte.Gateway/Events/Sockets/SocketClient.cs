using System.Net.WebSockets;
using System.Threading.Channels;

namespace Ponte.Gateway.Events.Sockets;

/// <summary>
/// One open WebSocket. Frames wait in a bounded queue; a client that cannot keep up is closed with 1013. What the client sends is read and ignored, because
/// that is how its pongs and its close arrive.
/// </summary>
internal sealed class SocketClient(WebSocket socket, SocketSettings settings, TimeProvider time) : IDisposable
{
    /// <summary>How many frames may wait.</summary>
    public const int MaxQueued = 1_000;

    /// <summary>How much may wait: frames with files are large.</summary>
    public const long MaxQueuedBytes = 64 * 1024 * 1024;

    private const int MaxReceived = 4 * 1024;

    // For the frame on its way and the close behind it.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _gone = new();
    private readonly Lock _lock = new();
    private int _queued;
    private long _queuedBytes;
    private (WebSocketCloseStatus Status, string Reason)? _end;

    /// <summary>What it wants: as it was when it was opened.</summary>
    public SocketSettings Settings => settings;

    /// <summary>Queues a frame; closes the client when it has too many.</summary>
    public void Offer(byte[] frame)
    {
        lock (_lock)
        {
            if (_end is not null)
            {
                return;
            }

            if (_queued < MaxQueued && (_queued == 0 || _queuedBytes + frame.Length <= MaxQueuedBytes))
            {
                _queued++;
                _queuedBytes += frame.Length;
                _frames.Writer.TryWrite(frame);
                return;
            }
        }

        End((WebSocketCloseStatus)1013, "The client is too slow");
    }

    /// <summary>Closes it, behind the frame on its way. The first reason counts.</summary>
    public void End(WebSocketCloseStatus status, string reason)
    {
        lock (_lock)
        {
            if (_end is not null)
            {
                return;
            }

            _end = (status, reason);
            _frames.Writer.TryComplete();
            _gone.CancelAfter(Farewell);
        }
    }

    /// <summary>Serves it until it is closed, by whomever.</summary>
    /// <param name="aborted">The connection is lost.</param>
    public async Task RunAsync(CancellationToken aborted)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token, aborted);
        var receiving = ReceiveAsync(gone.Token);
        await SendAsync(gone.Token);
        try
        {
            await receiving.WaitAsync(Farewell, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            socket.Abort();
            await receiving;
        }
    }

    // Once it has run it has ended, and nobody touches the timer any more.
    public void Dispose() => _gone.Dispose();

    private async Task SendAsync(CancellationToken gone)
    {
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(gone))
            {
                if (_end is not null)
                {
                    break;
                }

                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, gone);
                lock (_lock)
                {
                    _queued--;
                    _queuedBytes -= frame.Length;
                }
            }

            var (status, reason) = _end ?? (WebSocketCloseStatus.NormalClosure, "");
            await socket.CloseOutputAsync(status, reason, gone);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The connection is lost, or the client takes nothing any more.
            socket.Abort();
        }
    }

    private async Task ReceiveAsync(CancellationToken gone)
    {
        var buffer = new byte[MaxReceived];
        var received = 0;
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), gone);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                received += result.Count;
                if (received > MaxReceived || (received == MaxReceived && !result.EndOfMessage))
                {
                    End(WebSocketCloseStatus.MessageTooBig, "Nothing is to be sent here");
                }

                received = result.EndOfMessage ? 0 : Math.Min(received, MaxReceived);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The connection is lost.
        }

        End(WebSocketCloseStatus.NormalClosure, "");
    }
}
