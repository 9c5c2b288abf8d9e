using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ponte.Chatwoot.Tests.Rest;

/// <summary>A server that answers with given bytes, right or wrong: for what no Chatwoot would say.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly bool _readsRequest;
    private readonly Task _run;

    public RawServer(Func<Stream, CancellationToken, Task> answer, bool readsRequest = true)
    {
        _readsRequest = readsRequest;
        _answer = answer;
        _listener.Start();
        BaseUrl = new Uri($"http://{_listener.LocalEndpoint}");
        _run = AcceptAsync();
    }

    public Uri BaseUrl { get; }

    /// <summary>The heads of the requests received.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static RawServer Answering(string text) => new((stream, stop) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop).AsTask());

    public static RawServer Answering(int status, string contentType, string body, string headers = "") => Answering(
        $"HTTP/1.1 {status} X\r\nContent-Type: {contentType}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _run;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            if (_readsRequest)
            {
                Requests.Enqueue(await ReadRequestAsync(stream));
            }

            await _answer(stream, _stop.Token);
        }
        catch (IOException)
        {
            // The client left.
        }
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            bytes.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (end >= 0 && bytes.Count >= end + 4 + Length(text)))
            {
                return text;
            }
        }
    }

    private static int Length(string head) =>
        System.Text.RegularExpressions.Regex.Match(head, "Content-Length: ([0-9]+)") is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
