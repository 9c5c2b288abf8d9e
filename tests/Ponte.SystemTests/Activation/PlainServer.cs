using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ponte.SystemTests.Activation;

/// <summary>An HTTP server that is no Chatwoot: it gives everybody the same answer.</summary>
internal sealed class PlainServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _answer;
    private readonly Task _run;

    public PlainServer(int status, string contentType, string body, string headers = "")
    {
        _answer = Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} X\r\nContent-Type: {contentType}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
        _listener.Start();
        BaseUrl = $"http://{_listener.LocalEndpoint}";
        _run = AcceptAsync();
    }

    public string BaseUrl { get; }

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
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            // The requests have no body, so they end with the first empty line.
            using var reader = new StreamReader(stream, leaveOpen: true);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
            {
            }

            await stream.WriteAsync(_answer, _stop.Token);
        }
        catch (IOException)
        {
            // The client left.
        }
    }
}
