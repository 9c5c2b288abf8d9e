using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Ponte.FakeChatwoot.Cable;

/// <summary>One socket: a loop that reads commands, a loop that writes frames, a ping every three seconds.</summary>
internal sealed class CableConnection(WebSocket socket, TimeProvider time)
{
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });

    public Dictionary<string, CableSubscription> Subscriptions { get; } = new(StringComparer.Ordinal);

    public void Send(byte[] frame) => _outgoing.Writer.TryWrite(frame);

    public void Send(string frame) => Send(Encoding.UTF8.GetBytes(frame));

    public void Abort() => socket.Abort();

    public async Task RunAsync(double pingSeconds, Action<string> handle, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var writing = WriteAsync(ended.Token);
        var pinging = PingAsync(TimeSpan.FromSeconds(pingSeconds), ended.Token);
        try
        {
            await ReadAsync(handle, ended.Token);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
            // The peer went away or we were told to drop it: the end of a socket is normal here.
        }
        finally
        {
            await ended.CancelAsync();
            _outgoing.Writer.TryComplete();
            await Task.WhenAll(writing, pinging);
        }
    }

    private async Task ReadAsync(Action<string> handle, CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        using var text = new MemoryStream();
        while (socket.State == WebSocketState.Open)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
                return;
            }

            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                handle(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
                text.SetLength(0);
            }
        }
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(stop))
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, stop);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // What was not written when the socket ended is lost, as in Chatwoot.
        }
    }

    private async Task PingAsync(TimeSpan every, CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(every, time);
            while (await timer.WaitForNextTickAsync(stop))
            {
                Send($"{{\"type\":\"ping\",\"message\":{time.GetUtcNow().ToUnixTimeSeconds()}}}");
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
    }
}
