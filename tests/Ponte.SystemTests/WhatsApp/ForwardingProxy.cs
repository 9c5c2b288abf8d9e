using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>A proxy that speaks HTTP CONNECT and SOCKS 5, asks for a name and a password, and notes where its clients went.</summary>
internal sealed class ForwardingProxy : IAsyncDisposable
{
    public const string Username = "proxy-user";
    public const string Password = "proxy-password";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<string> _targets = new();
    private readonly Task _accepting;

    public ForwardingProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Host and port of each connection that was let through.</summary>
    public IReadOnlyCollection<string> Targets => _targets;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _ = ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                var first = new byte[1];
                await stream.ReadExactlyAsync(first, _stopping.Token);
                var target = first[0] == 5 ? await GreetSocksAsync(stream) : await GreetHttpAsync(stream, (char)first[0]);
                if (target is not null)
                {
                    _targets.Enqueue(target);
                    await ForwardAsync(stream, target);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One side is gone.
        }
    }

    private async Task<string?> GreetHttpAsync(NetworkStream stream, char first)
    {
        var head = new StringBuilder().Append(first);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await ReadAsync(stream, 1))[0]);
        }

        var credentials = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Username}:{Password}"));
        if (!head.ToString().Contains($"Proxy-Authorization: Basic {credentials}", StringComparison.OrdinalIgnoreCase))
        {
            await WriteAsync(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            return null;
        }

        await WriteAsync(stream, "HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray());
        return head.ToString().Split(' ')[1];
    }

    // RFC 1928 and 1929: methods, name and password, one CONNECT by IPv4 or name.
    private async Task<string?> GreetSocksAsync(NetworkStream stream)
    {
        await ReadAsync(stream, (await ReadAsync(stream, 1))[0]);
        await WriteAsync(stream, [5, 2]);
        await ReadAsync(stream, 1);
        var name = Encoding.ASCII.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]));
        var password = Encoding.ASCII.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]));
        var welcome = (name, password) == (Username, Password);
        await WriteAsync(stream, [1, (byte)(welcome ? 0 : 1)]);
        if (!welcome)
        {
            return null;
        }

        var request = await ReadAsync(stream, 4);
        var host = request[3] == 1
            ? new IPAddress(await ReadAsync(stream, 4)).ToString()
            : Encoding.ASCII.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0]));
        var port = await ReadAsync(stream, 2);
        await WriteAsync(stream, [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        return $"{host}:{(port[0] << 8) | port[1]}";
    }

    private async Task ForwardAsync(NetworkStream client, string target)
    {
        var colon = target.LastIndexOf(':');
        using var server = new TcpClient();
        await server.ConnectAsync(target[..colon], int.Parse(target[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture), _stopping.Token);
        var upstream = server.GetStream();
        await Task.WhenAny(client.CopyToAsync(upstream, _stopping.Token), upstream.CopyToAsync(client, _stopping.Token));
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stopping.Token);
        return bytes;
    }

    private Task WriteAsync(NetworkStream stream, byte[] bytes) => stream.WriteAsync(bytes, _stopping.Token).AsTask();
}
