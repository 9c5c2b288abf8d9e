using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ponte.Chatwoot.Tests.Realtime;

/// <summary>A cable server that says only what a test tells it to, so that time can be a fake one.</summary>
internal sealed class ScriptedCable : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ScriptedSocket> _sockets = Channel.CreateUnbounded<ScriptedSocket>();

    public ScriptedCable()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Map("/prefix/cable", ServeAsync);
        _app.Start();
        BaseUrl = new Uri(new Uri(_app.Urls.Single()), "/prefix");
    }

    public Uri BaseUrl { get; }

    /// <summary>What a connection is answered instead of 101; null accepts it.</summary>
    public int? Refusal { get; set; }

    /// <summary>The next connection.</summary>
    public Task<ScriptedSocket> NextAsync() => Until.Within(_sockets.Reader.ReadAsync().AsTask());

    /// <summary>The next connection, with the subscription confirmed.</summary>
    public async Task<ScriptedSocket> NextConfirmedAsync()
    {
        var socket = await NextAsync();
        await socket.SendAsync("""{"type":"welcome"}""");
        await socket.ConfirmAsync();
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        using var impatience = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(impatience.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext http)
    {
        if (Refusal is { } status)
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "http://192.0.2.1/";
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync("actioncable-v1-json");
        var scripted = new ScriptedSocket(http, socket);
        _sockets.Writer.TryWrite(scripted);
        await scripted.Ended;
    }
}

/// <summary>The server's end of one connection.</summary>
internal sealed class ScriptedSocket
{
    private readonly HttpContext _http;
    private readonly WebSocket _socket;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScriptedSocket(HttpContext http, WebSocket socket)
    {
        (_http, _socket) = (http, socket);
        http.RequestAborted.Register(_ended.SetResult);
        Path = http.Request.PathBase + http.Request.Path;
        Protocols = [.. http.WebSockets.WebSocketRequestedProtocols];
    }

    public string Path { get; }

    public IReadOnlyList<string> Protocols { get; }

    public Task Ended => _ended.Task;

    /// <summary>The identifier of the client's subscribe command, once read.</summary>
    public string? Identifier { get; private set; }

    public Task SendAsync(string frame) => _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<string> ReadSubscribeAsync()
    {
        var buffer = new byte[4096];
        var read = await Until.Within(_socket.ReceiveAsync(buffer, CancellationToken.None));
        using var command = JsonDocument.Parse(buffer.AsMemory(0, read.Count));
        Identifier = command.RootElement.GetProperty("identifier").GetString();
        return command.RootElement.GetProperty("command").GetString()!;
    }

    public async Task ConfirmAsync()
    {
        await ReadSubscribeAsync();
        await SendAsync($$"""{"identifier":{{JsonSerializer.Serialize(Identifier)}},"type":"confirm_subscription"}""");
    }

    public Task BroadcastAsync(string name, string data) =>
        SendAsync("{\"identifier\":" + JsonSerializer.Serialize(Identifier) + ",\"message\":{\"event\":\"" + name + "\",\"data\":" + data + "}}");

    public Task MessageAsync(long id, long account = 2) =>
        BroadcastAsync("message.created", "{\"id\":" + id + ",\"account_id\":" + account + ",\"conversation_id\":1,\"message_type\":1,\"content\":\"x\"}");

    public Task CloseAsync() => _socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "restart", CancellationToken.None);

    /// <summary>Ends without a close frame, as Chatwoot does.</summary>
    public void Drop() => _http.Abort();
}
