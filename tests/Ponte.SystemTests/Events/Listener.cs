using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Events;

/// <summary>A WebSocket client of one instance.</summary>
internal sealed class Listener : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private Listener()
    {
    }

    public WebSocket Socket => _socket;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Connects with a token in the header, or in the query.</summary>
    public static async Task<Listener> ConnectAsync(GatewayProcess gateway, string instance, string token, bool inQuery = false, string? origin = null)
    {
        var listener = new Listener();
        if (!inQuery)
        {
            listener._socket.Options.SetRequestHeader("token", token);
        }

        if (origin is not null)
        {
            listener._socket.Options.SetRequestHeader("Origin", origin);
        }

        var url = new UriBuilder(gateway.BaseUrl) { Scheme = "ws", Path = $"/ws/{instance}", Query = inQuery ? $"token={token}" : "" };
        await listener._socket.ConnectAsync(url.Uri, Token);
        return listener;
    }

    /// <summary>As the other one, for an instance whose WebSocket is on.</summary>
    public static async Task<Listener> ConnectAsync(BridgedInstance instance, bool inQuery = false) =>
        await ConnectAsync(instance.Gateway, instance.Name, await instance.TokenAsync(), inQuery);

    /// <summary>The next frame; null when the server closed instead.</summary>
    public async Task<string?> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var frame = new MemoryStream();
        var buffer = new byte[65_536];
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            frame.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                return Encoding.UTF8.GetString(frame.ToArray());
            }
        }
    }

    /// <summary>The next message's text.</summary>
    public async Task<string?> NextTextAsync()
    {
        while (await NextAsync() is { } frame)
        {
            var envelope = JsonDocument.Parse(frame).RootElement;
            if (envelope.GetProperty("event").GetString() == "message.exchange")
            {
                return envelope.GetProperty("data").GetProperty("message").GetProperty("content").GetString();
            }
        }

        return null;
    }

    /// <summary>Reads until the server closes, and returns how.</summary>
    public async Task<int> ClosedAsync()
    {
        while (await NextAsync() is not null)
        {
        }

        return (int)_socket.CloseStatus!.Value;
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Token);

    public void Dispose() => _socket.Dispose();
}
