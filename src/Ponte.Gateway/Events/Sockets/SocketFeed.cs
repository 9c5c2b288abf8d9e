using System.Diagnostics;
using System.Net.WebSockets;
using System.Threading.Channels;
using Ponte.Gateway.Events.Payloads;

namespace Ponte.Gateway.Events.Sockets;

/// <summary>
/// The WebSockets of one instance. Events are written for them one after another, beside the session's reader, which never waits: when too many wait, the
/// clients are closed as too slow.
/// </summary>
internal sealed partial class SocketFeed
{
    private readonly string _instanceId;
    private readonly EnvelopeWriter _envelopes;
    private readonly ILogger<SocketFeed> _logger;
    private readonly Channel<ToldEvent> _told = Channel.CreateBounded<ToldEvent>(new BoundedChannelOptions(SocketClient.MaxQueued) { SingleReader = true });
    private readonly Lock _lock = new();
    private IReadOnlyList<SocketClient> _clients = [];

    public SocketFeed(string instanceId, EnvelopeWriter envelopes, ILogger<SocketFeed> logger)
    {
        (_instanceId, _envelopes, _logger) = (instanceId, envelopes, logger);
        _ = Task.Run(WriteAsync);
    }

    /// <summary>Queues an event for whoever listens.</summary>
    public void Tell(ToldEvent told)
    {
        if (_clients.Count > 0 && !_told.Writer.TryWrite(told))
        {
            Close((WebSocketCloseStatus)1013, "Too much happens at once");
        }
    }

    public void Add(SocketClient client)
    {
        lock (_lock)
        {
            _clients = [.. _clients, client];
        }
    }

    public void Remove(SocketClient client)
    {
        lock (_lock)
        {
            _clients = [.. _clients.Where(other => other != client)];
        }
    }

    /// <summary>Closes every client.</summary>
    public void Close(WebSocketCloseStatus status, string reason)
    {
        foreach (var client in _clients)
        {
            client.End(status, reason);
        }
    }

    private async Task WriteAsync()
    {
        // It outlives the request that began it.
        Activity.Current = null;
        await foreach (var told in _told.Reader.ReadAllAsync())
        {
            try
            {
                await WriteAsync(told);
            }
            catch (Exception exception)
            {
                // A gap must be seen: the clients connect again and read what they missed.
                LogFailed(exception, _instanceId);
                Close(WebSocketCloseStatus.InternalServerError, "An event could not be told");
            }
        }
    }

    private async Task WriteAsync(ToldEvent told)
    {
        foreach (var group in _clients.Where(client => EventName.Passes(client.Settings.Events, told.Name)).GroupBy(client => client.Settings.MediaBase64).ToList())
        {
            if (await _envelopes.WriteAsync(told, group.Key, CancellationToken.None) is { } frame)
            {
                foreach (var client in group)
                {
                    client.Offer(frame);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "An event of instance {Instance} could not be told to its WebSockets")]
    private partial void LogFailed(Exception exception, string instance);
}
