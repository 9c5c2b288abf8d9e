namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>The conversations that wait to be read, one hint each, widened by whatever is heard meanwhile; and since when, after failures, each has to wait.</summary>
/// <param name="capacity">How many conversations at most.</param>
internal sealed class HintBoard(int capacity)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Integration, long Conversation), Entry> _entries = [];

    /// <summary>Remembers a hint. False when there is no room: what it tells of is left to catch-up.</summary>
    /// <param name="hint">What was heard.</param>
    /// <param name="due">When it may be read; a conversation that waits already keeps its time.</param>
    public bool Add(Hint hint, DateTimeOffset due)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(hint.Place, out var entry))
            {
                entry.Hint = entry.Hint.Widen(hint);
                entry.Due = entry.IsBeingRead ? due : entry.Due;
                return true;
            }

            if (_entries.Count >= capacity)
            {
                return false;
            }

            _entries[hint.Place] = new Entry { Hint = hint, Due = due };
            return true;
        }
    }

    /// <summary>Takes hints that are due, those first that have waited longest. Each is to be given back with <see cref="Done"/> or <see cref="Failed"/>.</summary>
    public IReadOnlyList<Hint> Take(DateTimeOffset now, int atMost)
    {
        lock (_lock)
        {
            var due = _entries.Values.Where(entry => !entry.IsBeingRead && entry.Due <= now).OrderBy(entry => entry.Due).Take(atMost).ToList();
            due.ForEach(entry => entry.IsBeingRead = true);
            return [.. due.Select(entry => entry.Hint)];
        }
    }

    /// <summary>How long until a conversation is due; null when none waits.</summary>
    public TimeSpan? NextDue(DateTimeOffset now)
    {
        lock (_lock)
        {
            var next = _entries.Values.Where(entry => !entry.IsBeingRead).Select(entry => (DateTimeOffset?)entry.Due).Min();
            return next is null ? null : next > now ? next - now : TimeSpan.Zero;
        }
    }

    /// <summary>A hint was read as taken; a conversation of which more was heard meanwhile goes on waiting.</summary>
    public void Done(Hint taken)
    {
        lock (_lock)
        {
            if (_entries.GetValueOrDefault(taken.Place) is not { } entry)
            {
                return;
            }

            if (entry.Hint == taken)
            {
                _entries.Remove(taken.Place);
            }

            entry.IsBeingRead = false;
            entry.Pause = default;
        }
    }

    /// <summary>A hint could not be read: it is due again after a pause, which doubles with each failure.</summary>
    public void Failed(Hint taken, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_entries.GetValueOrDefault(taken.Place) is { } entry)
            {
                entry.Pause = entry.Pause == default ? FirstPause : entry.Pause * 2 < LongestPause ? entry.Pause * 2 : LongestPause;
                entry.Due = now + entry.Pause;
                entry.IsBeingRead = false;
            }
        }
    }

    private sealed class Entry
    {
        public required Hint Hint { get; set; }

        public required DateTimeOffset Due { get; set; }

        public TimeSpan Pause { get; set; }

        public bool IsBeingRead { get; set; }
    }
}
