using System.Collections.Concurrent;
using System.Net.WebSockets;
using Ponte.Gateway.Events.Payloads;

namespace Ponte.Gateway.Events.Sockets;

/// <summary>The open WebSockets of this process, by instance. Costs nothing while nobody listens.</summary>
internal sealed class SocketHub : IDisposable
{
    private readonly ConcurrentDictionary<string, SocketFeed> _feeds = new();
    private readonly EnvelopeWriter _envelopes;
    private readonly ILogger<SocketFeed> _logger;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenRegistration _stop;

    public SocketHub(EnvelopeWriter envelopes, IHostApplicationLifetime lifetime, ILogger<SocketFeed> logger)
    {
        (_envelopes, _logger) = (envelopes, logger);
        _stopping = lifetime.ApplicationStopping;
        _stop = _stopping.Register(CloseAll);
    }

    /// <summary>An <see cref="EventStored"/>.</summary>
    public void Tell(Happening happening)
    {
        if (_feeds.TryGetValue(happening.InstanceId, out var feed) && ToldEvent.Of(happening) is { } told)
        {
            feed.Tell(told);
        }
    }

    /// <summary>A <see cref="NewsStored"/>.</summary>
    public void Tell(InstanceNews news)
    {
        if (_feeds.TryGetValue(news.InstanceId, out var feed))
        {
            feed.Tell(ToldEvent.Of(news));
        }
    }

    /// <summary>Lets a client listen until it is closed.</summary>
    public async Task ServeAsync(string instanceId, SocketClient client, CancellationToken aborted)
    {
        // Stays for good: an instance that had one listener will have another.
        var feed = _feeds.GetOrAdd(instanceId, id => new SocketFeed(id, _envelopes, _logger));
        feed.Add(client);
        if (_stopping.IsCancellationRequested)
        {
            CloseAll();
        }

        try
        {
            await client.RunAsync(aborted);
        }
        finally
        {
            feed.Remove(client);
        }
    }

    /// <summary>Closes the sockets of an instance.</summary>
    public void Close(string instanceId, WebSocketCloseStatus status, string reason)
    {
        if (_feeds.TryGetValue(instanceId, out var feed))
        {
            feed.Close(status, reason);
        }
    }

    public void Dispose() => _stop.Dispose();

    private void CloseAll()
    {
        foreach (var feed in _feeds.Values)
        {
            feed.Close(WebSocketCloseStatus.EndpointUnavailable, "The server stops");
        }
    }
}
