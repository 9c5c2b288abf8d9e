using System.Threading.Channels;
using Ponte.WhatsApp.Events;

namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// The events of one session on their way to its reader: in order, each once, never more than fit, and without ever waiting. Journal entries
/// always fit, because the engine has few under way unacknowledged; a status that does not fit is told, in its newest form, when the reader
/// has gone on.
/// </summary>
internal sealed class SessionEvents
{
    /// <summary>How many events may wait. More than twice what the engine has under way.</summary>
    internal const int Capacity = 1024;

    // As long as so many events wait, no status is added to them.
    private const int MaxBeforeStatus = 256;

    private readonly Channel<JournaledEvent> _channel = Channel.CreateBounded<JournaledEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Lock _lock = new();
    private SessionStatus _status = new(SessionState.Disconnected);
    private bool _statusOwed;
    private long _last;

    public ChannelReader<JournaledEvent> Reader => _channel.Reader;

    public SessionStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    /// <summary>Adds a journal entry; one that was added before is passed over.</summary>
    /// <param name="position">Its place in the journal.</param>
    /// <param name="journaled">
    /// What it says; null when it cannot be read. Its place is then taken by the status, so that the reader acknowledges it in its turn.
    /// </param>
    /// <returns>False when it does not fit. No later entry may be added then: acknowledging that one would lose this one.</returns>
    public bool TryAdd(long position, WhatsAppEvent? journaled)
    {
        lock (_lock)
        {
            if (position <= _last)
            {
                return true;
            }

            if (!_channel.Writer.TryWrite(new JournaledEvent(position, journaled ?? new ConnectionChanged(_status))))
            {
                return false;
            }

            _last = position;
            return true;
        }
    }

    /// <summary>Tells what is not journaled, if the reader is not behind; else it falls away.</summary>
    public void TryTell(WhatsAppEvent passing)
    {
        lock (_lock)
        {
            if (_channel.Reader.Count < MaxBeforeStatus)
            {
                _channel.Writer.TryWrite(new JournaledEvent(_last, passing));
            }
        }
    }

    /// <summary>Sets the status and tells it if it is another one than before.</summary>
    public void Set(SessionStatus status)
    {
        lock (_lock)
        {
            _statusOwed |= status != _status;
            _status = status;
            PayStatus();
        }
    }

    /// <summary>The reader has gone on.</summary>
    public void Drained()
    {
        lock (_lock)
        {
            PayStatus();
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _status = new SessionStatus(SessionState.Disconnected, Self: _status.Self);
            _channel.Writer.TryComplete();
        }
    }

    private void PayStatus()
    {
        if (_statusOwed && _channel.Reader.Count < MaxBeforeStatus)
        {
            _statusOwed = !_channel.Writer.TryWrite(new JournaledEvent(_last, new ConnectionChanged(_status)));
        }
    }
}
