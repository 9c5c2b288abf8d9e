using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>A plain cable client that keeps every frame.</summary>
public sealed class CableClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonObject> _frames = [];
    private readonly Lock _gate = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>All frames but pings.</summary>
    public IReadOnlyList<JsonObject> Frames
    {
        get
        {
            lock (_gate)
            {
                return [.. _frames];
            }
        }
    }

    public IEnumerable<JsonObject> Events => Frames.Where(static frame => frame["message"] is JsonObject).Select(static frame => frame["message"]!.AsObject());

    public int Pings { get; private set; }

    public string? Protocol => _socket.SubProtocol;

    /// <summary>Completes when the socket has ended; true when it ended without a close frame.</summary>
    public Task<bool> Ended { get; private set; } = Task.FromResult(false);

    public static string Identifier(string token, int? account = 2, int? user = 3)
    {
        var identifier = new JsonObject { ["channel"] = "RoomChannel", ["pubsub_token"] = token };
        if (account is not null)
        {
            identifier["account_id"] = account;
        }

        if (user is not null)
        {
            identifier["user_id"] = user;
        }

        return identifier.ToJsonString();
    }

    public static async Task<CableClient> ConnectAsync(Uri baseUrl, params string[] protocols)
    {
        var client = new CableClient();
        foreach (var protocol in protocols)
        {
            client._socket.Options.AddSubProtocol(protocol);
        }

        await client._socket.ConnectAsync(new UriBuilder(baseUrl) { Scheme = "ws", Path = "/cable" }.Uri, CancellationToken.None);
        var reading = client.ReadAsync();
        client._reading = reading;
        client.Ended = reading;
        return client;
    }

    public static async Task<CableClient> SubscribedAsync(Uri baseUrl, string token, int? account = 2, int? user = 3)
    {
        var client = await ConnectAsync(baseUrl, "actioncable-v1-json");
        await client.SubscribeAsync(Identifier(token, account, user));
        await Eventually.HoldsAsync(() => client.Frames.Any(static frame => frame["type"]?.ToString() == "confirm_subscription"));
        await Eventually.HoldsAsync(() => client.Events.Any());
        return client;
    }

    public Task SubscribeAsync(string identifier) => SendAsync(new JsonObject { ["command"] = "subscribe", ["identifier"] = identifier }.ToJsonString());

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>Waits for two more pings: whatever was on its way before has arrived then.</summary>
    public async Task SettleAsync()
    {
        var target = Pings + 2;
        await Eventually.HoldsAsync(() => Pings >= target || _reading.IsCompleted);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task<bool> ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var text = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return false;
                }

                text.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    Keep(JsonNode.Parse(Encoding.UTF8.GetString(text.ToArray()))!.AsObject());
                    text.SetLength(0);
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return true;
        }
    }

    private void Keep(JsonObject frame)
    {
        lock (_gate)
        {
            if (frame["type"]?.ToString() == "ping")
            {
                Pings++;
            }
            else
            {
                _frames.Add(frame);
            }
        }
    }
}
