using System.Text.Json;
using Microsoft.VisualStudio.Threading;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Settings;
using StreamJsonRpc;

namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// The requests of engine/PROTOCOL.md, typed. Every one has a deadline, and ends with an <see cref="EngineRpcException"/> when there is no
/// answer.
/// </summary>
internal sealed partial class EngineRpc : IDisposable
{
    private const int Protocol = 2;
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    // The engine itself gives up after 15 s (a store that is locked), 55 s (a code) and 30 s (WhatsApp's acknowledgement).
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Linking = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Sending = TimeSpan.FromSeconds(40);

    // A file is uploaded or fetched within: the engine gives up after 10 minutes.
    private static readonly TimeSpan Carrying = TimeSpan.FromMinutes(11);

    private readonly JsonRpc _rpc;
    private readonly TimeProvider _time;

    /// <summary>Begins to speak on the connection, and to hand what the engine tells to <paramref name="notifications"/>, in order.</summary>
    public EngineRpc(Stream stream, EngineNotifications notifications, TimeProvider time)
    {
        _time = time;
        _rpc = new JsonRpc(new HeaderDelimitedMessageHandler(stream, new SystemTextJsonFormatter()))
        {
            // One after the other, in the order of their arrival.
            SynchronizationContext = new NonConcurrentSynchronizationContext(sticky: false),
        };
        _rpc.AddLocalRpcTarget(notifications, new JsonRpcTargetOptions { DisposeOnDisconnect = false });
        _rpc.StartListening();
    }

    /// <summary>Completes when the connection is gone; never fails.</summary>
    public Task Completion => _rpc.Completion.ContinueWith(static _ => { }, TaskScheduler.Default);

    /// <exception cref="EngineRpcException">Also when the engine speaks another protocol.</exception>
    public async Task InitializeAsync(BaileysTestServer? server, TimeSpan deadline, CancellationToken cancellationToken)
    {
        object parameters = server is null
            ? new { protocol = Protocol }
            : new { protocol = Protocol, testServer = new { url = server.Url.AbsoluteUri, noiseRoot = server.NoiseRoot } };
        var answer = await AskAsync("engine/initialize", parameters, deadline, cancellationToken);
        if (answer.Number("protocol") != Protocol)
        {
            throw new EngineRpcException("The engine is of another version than Ponte.");
        }
    }

    public Task PingAsync(TimeSpan deadline, CancellationToken cancellationToken) => AskAsync("engine/ping", new { }, deadline, cancellationToken);

    public Task StopAsync(TimeSpan deadline) => AskAsync("engine/stop", new { }, deadline);

    public async Task<SessionStatus> OpenAsync(string session, string folder, SessionSettings settings) =>
        EngineAnswer.Status((await AskAsync("session/open", new { session, folder, settings = SettingsOf(settings) }, Opening)).Member("status"));

    public Task CloseAsync(string session, TimeSpan deadline) => AskAsync("session/close", new { session }, deadline);

    public Task ConfigureAsync(string session, SessionSettings settings) =>
        AskAsync("session/configure", new { session, settings = SettingsOf(settings) }, Usual);

    public async Task<LinkAnswer> LinkAsync(string session, LinkRequest request, CancellationToken cancellationToken) => EngineAnswer.Link(
        await AskAsync("session/link", new { session, phone = request.PhoneDigits, historyDays = request.HistoryDays }, Linking, cancellationToken));

    public async Task<bool> ReconnectAsync(string session, CancellationToken cancellationToken) =>
        (await AskAsync("session/reconnect", new { session }, Usual, cancellationToken)).Flag("linked") == true;

    public Task LogOutAsync(string session, CancellationToken cancellationToken) => AskAsync("session/logout", new { session }, Usual, cancellationToken);

    public async Task<SendResult> SendAsync(string session, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var parameters = new { session, message = JsonSerializer.SerializeToElement(message, WhatsAppJson.Shared.OutgoingMessage) };
        var deadline = message.Content is OutgoingMedia ? Carrying : Sending;
        return EngineAnswer.Send(await AskAsync("session/send", parameters, deadline, cancellationToken));
    }

    public Task AcknowledgeAsync(string session, long position) => AskAsync("session/acknowledge", new { session, position }, Usual);

    public void Dispose() => _rpc.Dispose();

    private static object SettingsOf(SessionSettings settings) => new
    {
        proxy = settings.Proxy is { } proxy
            ? new { protocol = ProtocolOf(proxy.Protocol), host = proxy.Host, port = proxy.Port, username = proxy.Username, password = proxy.Password }
            : null,
        allowPrivateNetworks = settings.AllowPrivateNetworks,
        autoRejectCalls = settings.AutoRejectCalls,
        callRejectMessage = settings.CallRejectMessage,
        keepOnline = settings.KeepOnline,
        autoReadMessages = settings.AutoReadMessages,
        syncHistory = settings.SyncHistory,
    };

    private static string ProtocolOf(ProxyProtocol protocol) => protocol switch
    {
        ProxyProtocol.Http => "http",
        ProxyProtocol.Https => "https",
        _ => "socks5",
    };

    // Giving up leaves the request behind: the engine carries it out or not, and its late answer falls away.
    private async Task<JsonElement> AskAsync(string method, object parameters, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _rpc.InvokeWithParameterObjectAsync<JsonElement>(method, parameters, CancellationToken.None)
                .WaitAsync(deadline, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new EngineRpcException($"{method} was not answered in {deadline.TotalSeconds:0} s.");
        }
        catch (RemoteInvocationException e)
        {
            throw new EngineRpcException($"{method} failed in the engine: {MaskedText.Of(e.Message)}");
        }
        catch (Exception e) when (e is ConnectionLostException or ObjectDisposedException or RemoteRpcException or IOException)
        {
            throw new EngineRpcException($"{method} was not answered: the engine's connection is gone.") { IsConnectionLost = true };
        }
    }
}
