using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Cable;

/// <summary>
/// All cable connections and the streams they listen to. A broadcast goes out once per subscription, after a
/// small random delay, because Chatwoot sends from background jobs: neighbouring events may swap (contract 9.4).
/// </summary>
internal sealed class CableHub(ChatwootWorld world, FakeRandom random)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<CableSubscription>> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<CableConnection> _connections = [];
    private readonly BroadcastSchedule _later = new(world.Time);

    /// <summary>True refuses upgrades with 503.</summary>
    public bool RefusesConnections { get; set; }

    /// <summary>True never confirms a subscription.</summary>
    public bool ConfirmationsMuted { get; set; }

    /// <summary>True loses every event.</summary>
    public bool EventsMuted { get; set; }

    public int ConnectionCount
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    public int SubscriptionCount
    {
        get
        {
            lock (_gate)
            {
                return _streams.Values.SelectMany(static set => set).Distinct().Count();
            }
        }
    }

    public void Add(CableConnection connection)
    {
        lock (_gate)
        {
            _connections.Add(connection);
        }
    }

    public void Remove(CableConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
            foreach (var subscription in connection.Subscriptions.Values)
            {
                Leave(subscription);
            }
        }
    }

    public void Add(CableSubscription subscription)
    {
        lock (_gate)
        {
            foreach (var stream in subscription.Streams)
            {
                if (!_streams.TryGetValue(stream, out var listeners))
                {
                    _streams[stream] = listeners = [];
                }

                listeners.Add(subscription);
            }
        }
    }

    public void Remove(CableSubscription subscription)
    {
        lock (_gate)
        {
            Leave(subscription);
        }
    }

    /// <summary>Ends every socket without a close frame, as a stopped web process does (contract 9.1).</summary>
    public void DropAll()
    {
        lock (_gate)
        {
            foreach (var connection in _connections)
            {
                connection.Abort();
            }
        }
    }

    /// <summary>Sends an event to all who listen to one of the streams; <paramref name="data"/> is made only when somebody does.</summary>
    public void Broadcast(IReadOnlyCollection<string> streams, string name, Func<JsonObject> data, bool atOnce = false)
    {
        if (EventsMuted || !HasListeners(streams))
        {
            return;
        }

        var message = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["event"] = name, ["data"] = data() }, AnswerWriter.Json);
        var delay = atOnce ? TimeSpan.Zero : random.Delay(world.Settings.CableDelayMin, world.Settings.CableDelayMax);
        if (delay == TimeSpan.Zero)
        {
            Deliver(streams, message);
        }
        else
        {
            _later.Add(delay, () => Deliver(streams, message));
        }
    }

    private void Deliver(IReadOnlyCollection<string> streams, byte[] message)
    {
        lock (_gate)
        {
            foreach (var stream in streams)
            {
                foreach (var subscription in _streams.GetValueOrDefault(stream) ?? [])
                {
                    subscription.Connection.Send(subscription.Frame(message));
                }
            }
        }
    }

    private bool HasListeners(IReadOnlyCollection<string> streams)
    {
        lock (_gate)
        {
            return streams.Any(_streams.ContainsKey);
        }
    }

    private void Leave(CableSubscription subscription)
    {
        foreach (var stream in subscription.Streams)
        {
            if (_streams.TryGetValue(stream, out var listeners) && listeners.Remove(subscription) && listeners.Count == 0)
            {
                _streams.Remove(stream);
            }
        }
    }
}

/// <summary>One identifier on one connection; the identifier is echoed as it came (contract 9.1).</summary>
internal sealed class CableSubscription(CableConnection connection, string identifier, string[] streams)
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes($"{{\"identifier\":{JsonSerializer.Serialize(identifier, AnswerWriter.Json)},\"message\":");

    public CableConnection Connection { get; } = connection;

    public string[] Streams { get; } = streams;

    /// <summary>The account and user (or contact) whose presence this subscription shows.</summary>
    public required Action Touch { get; init; }

    public byte[] Frame(byte[] message)
    {
        var frame = new byte[_prefix.Length + message.Length + 1];
        _prefix.CopyTo(frame, 0);
        message.CopyTo(frame, _prefix.Length);
        frame[^1] = (byte)'}';
        return frame;
    }
}
