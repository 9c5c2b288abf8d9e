using System.Threading.Channels;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Puts live messages back into Chatwoot's order: neighbours swap on the cable, so what one conversation delivers waits 150 ms and is enqueued by
/// message id. What counts is when a message came from the socket, and how far the events have been read: a busy reader must not tear
/// neighbours apart. After a gap a conversation waits until catch-up has passed it. A straggler that comes later still is sent, logged and counted.
/// </summary>
internal sealed partial class MessageHold(AgentMessages messages, BridgeMetrics metrics, TimeProvider time, ILogger<MessageHold> logger)
{
    /// <summary>How long a message waits for a lower id of its conversation (design §5).</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(150);

    // Above this, messages are left to the catch-up that is due anyway.
    private const int MaxHeld = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // While events wait to be read, how often to look how far the reader has come.
    private static readonly TimeSpan ReaderStep = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly Channel<bool> _arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<(string Integration, long Conversation), List<Held>> _held = [];
    private readonly HashSet<(string Integration, long Conversation)> _passed = [];
    private readonly Dictionary<(string Integration, long Conversation), long> _reading = [];
    private readonly Dictionary<(string Integration, long Conversation), long> _newest = [];
    private DateTimeOffset? _readUpTo;
    private bool _waitsForCatchUp;
    private int _count;
    private long _readings;

    /// <summary>There was a gap: messages wait until <see cref="Passed"/> or <see cref="CaughtUp"/>.</summary>
    public void HoldUntilCaughtUp()
    {
        lock (_lock)
        {
            _waitsForCatchUp = true;
            _passed.Clear();
        }
    }

    /// <summary>Catch-up has read a conversation up to now.</summary>
    public void Passed(string integrationId, long conversationId)
    {
        lock (_lock)
        {
            _passed.Add((integrationId, conversationId));
        }

        _arrived.Writer.TryWrite(true);
    }

    /// <summary>Catch-up has read everything.</summary>
    public void CaughtUp()
    {
        lock (_lock)
        {
            _waitsForCatchUp = false;
            _passed.Clear();
        }

        _arrived.Writer.TryWrite(true);
    }

    /// <summary>A conversation is about to be read by REST: what comes from the cable waits behind what that finds, until <see cref="EndReading"/>.</summary>
    public void BeginReading(string integrationId, long conversationId)
    {
        lock (_lock)
        {
            _reading[(integrationId, conversationId)] = ++_readings;
        }
    }

    /// <summary>Conversations have been read, or cannot be. One for which another reading has begun since <see cref="Reading"/> told of it goes on waiting.</summary>
    public void EndReading(IEnumerable<KeyValuePair<(string Integration, long Conversation), long>> readings)
    {
        lock (_lock)
        {
            foreach (var (key, number) in readings)
            {
                if (_reading.TryGetValue(key, out var last) && last == number)
                {
                    _reading.Remove(key);
                }
            }
        }

        _arrived.Writer.TryWrite(true);
    }

    /// <summary>The conversations that are being read, each with the number of its last reading.</summary>
    public IReadOnlyDictionary<(string Integration, long Conversation), long> Reading()
    {
        lock (_lock)
        {
            return _reading.ToDictionary();
        }
    }

    /// <summary>The events are read up to this moment; null when none is waiting, which is up to now.</summary>
    public void ReadUpTo(DateTimeOffset? moment)
    {
        lock (_lock)
        {
            _readUpTo = moment;
        }
    }

    /// <summary>A message came from the cable. False when there is no room: it is left to catch-up, which must run again.</summary>
    public bool Add(Integration integration, Message message, DateTimeOffset receivedAt)
    {
        if (message.ConversationId is not { } conversationId)
        {
            return true;
        }

        lock (_lock)
        {
            if (_count >= MaxHeld)
            {
                LogOverflow();
                return false;
            }

            var key = (integration.Id, conversationId);
            if (!_held.TryGetValue(key, out var list))
            {
                _held[key] = list = [];
            }

            list.Add(new Held(integration, message, receivedAt));
            _count++;
        }

        _arrived.Writer.TryWrite(true);
        return true;
    }

    /// <summary>An agent has deleted a message: if it still waits here, it is not sent at all.</summary>
    public void Drop(Integration integration, Message message)
    {
        lock (_lock)
        {
            var key = (integration.Id, message.ConversationId ?? 0);
            if (_held.TryGetValue(key, out var list))
            {
                _count -= list.RemoveAll(held => held.Message.Id == message.Id);
                if (list.Count == 0)
                {
                    _held.Remove(key);
                }
            }
        }
    }

    /// <summary>Enqueues what has waited long enough, for ever.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (await _arrived.Reader.WaitToReadAsync(stopping))
            {
                _arrived.Reader.TryRead(out _);
                while (NextDue() is { } due)
                {
                    if (due > TimeSpan.Zero)
                    {
                        await Task.Delay(due, time, stopping);
                    }

                    await EnqueueAsync(TakeRipe(), stopping);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping; what is held is found again by catch-up.
        }
    }

    private async Task EnqueueAsync(IReadOnlyList<Held> ripe, CancellationToken stopping)
    {
        while (ripe.Count > 0)
        {
            try
            {
                FaultPoint.Pass(FaultPoint.AgentMessagesOrdered);
                await messages.EnqueueAsync([.. ripe.Select(held => (held.Integration, held.Message))], null, stopping);
                return;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                LogEnqueueFailed(exception, ripe.Count);
                await Task.Delay(Pause, time, stopping);
            }
        }
    }

    // How long until something is ripe; null when nothing may go.
    private TimeSpan? NextDue()
    {
        lock (_lock)
        {
            var oldest = Free().SelectMany(pair => pair.Value).Select(held => (DateTimeOffset?)held.At).Min();
            if (oldest is null)
            {
                return null;
            }

            var due = oldest.Value + Wait - Now();
            return _readUpTo is not null && due > ReaderStep ? ReaderStep : due;
        }
    }

    private DateTimeOffset Now() => _readUpTo ?? time.GetUtcNow();

    private List<Held> TakeRipe()
    {
        lock (_lock)
        {
            var ripeAt = Now() - Wait;
            var taken = new List<Held>();
            foreach (var (key, list) in Free().ToList())
            {
                // Whatever precedes a ripe message goes with it.
                var upTo = list.Where(held => held.At <= ripeAt).Select(held => (long?)held.Message.Id).Max();
                var going = list.Where(held => held.Message.Id <= upTo).OrderBy(held => held.Message.Id).ToList();
                taken.AddRange(going);
                list.RemoveAll(held => held.Message.Id <= upTo);
                NoteStragglers(key, going);
                if (list.Count == 0)
                {
                    _held.Remove(key);
                }
            }

            _count -= taken.Count;
            taken.Sort((left, right) => left.Message.Id.CompareTo(right.Message.Id));
            return taken;
        }
    }

    private void NoteStragglers((string Integration, long Conversation) key, List<Held> going)
    {
        if (_newest.Count >= MaxHeld)
        {
            _newest.Clear();
        }

        foreach (var held in going)
        {
            var newest = _newest.GetValueOrDefault(key);
            if (held.Message.Id < newest)
            {
                LogStraggler(held.Message.Id, key.Integration, newest);
                metrics.Straggler();
            }

            _newest[key] = Math.Max(newest, held.Message.Id);
        }
    }

    private IEnumerable<KeyValuePair<(string Integration, long Conversation), List<Held>>> Free() =>
        _held.Where(pair => !_reading.ContainsKey(pair.Key) && (!_waitsForCatchUp || _passed.Contains(pair.Key)));

    private sealed record Held(Integration Integration, Message Message, DateTimeOffset At);

    [LoggerMessage(LogLevel.Warning, "Chatwoot message {Message} of {Integration} came from the cable after message {Newest} had been taken; it is sent behind it")]
    private partial void LogStraggler(long message, string integration, long newest);

    [LoggerMessage(LogLevel.Warning, "More live messages than can be held; the rest is read by catch-up")]
    private partial void LogOverflow();

    [LoggerMessage(LogLevel.Error, "{Count} agents' messages could not be stored; trying again")]
    private partial void LogEnqueueFailed(Exception exception, int count);
}
