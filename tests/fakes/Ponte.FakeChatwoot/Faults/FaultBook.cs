using System.Globalization;
using System.Text.RegularExpressions;

namespace Ponte.FakeChatwoot.Faults;

/// <summary>The fault rules in force; the first one that fits a request hits it.</summary>
internal sealed class FaultBook(FakeRandom random)
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _lastId;

    public string Add(FaultRule rule)
    {
        if (!FaultRule.Kinds.Contains(rule.Kind))
        {
            throw new ArgumentException($"kind must be one of {string.Join(", ", FaultRule.Kinds)}, not '{rule.Kind}'.");
        }

        var pattern = rule.Path is null ? null : new Regex(rule.Path, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        lock (_gate)
        {
            var id = rule.Id ?? "fault-" + (++_lastId).ToString(CultureInfo.InvariantCulture);
            RemoveLocked(id);
            _entries.Add(new Entry(rule with { Id = id }, pattern));
            return id;
        }
    }

    public IReadOnlyList<FaultReport> Report()
    {
        lock (_gate)
        {
            return [.. _entries.Select(static entry => new FaultReport(entry.Rule, entry.Matches, entry.Hits, entry.Waiting))];
        }
    }

    public bool Remove(string id)
    {
        lock (_gate)
        {
            return RemoveLocked(id);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            foreach (var entry in _entries.ToList())
            {
                RemoveLocked(entry.Rule.Id!);
            }
        }
    }

    /// <summary>Lets what the rule holds go; what comes later waits for the next release.</summary>
    public bool Release(string id)
    {
        lock (_gate)
        {
            var entry = _entries.Find(candidate => candidate.Rule.Id == id);
            entry?.Release();
            return entry is not null;
        }
    }

    /// <summary>The rule that hits this request, or null.</summary>
    public Entry? Match(string method, string path)
    {
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                if (entry.Fits(method, path) && entry.Take(random))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    private bool RemoveLocked(string id)
    {
        var entry = _entries.Find(candidate => candidate.Rule.Id == id);
        entry?.Release();
        return entry is not null && _entries.Remove(entry);
    }

    internal sealed class Entry(FaultRule rule, Regex? pattern)
    {
        private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;

        public FaultRule Rule { get; } = rule;

        public int Matches { get; private set; }

        public int Hits { get; private set; }

        public int Waiting => Volatile.Read(ref _waiting);

        public bool Fits(string method, string path) =>
            (Rule.Method is null || Rule.Method.Equals(method, StringComparison.OrdinalIgnoreCase)) && (pattern is null || pattern.IsMatch(path));

        public bool Take(FakeRandom random)
        {
            if (Matches++ < Rule.After || Hits >= Rule.Times || (Rule.Probability is { } chance && random.NextDouble() >= chance))
            {
                return false;
            }

            Hits++;
            return true;
        }

        public void Release()
        {
            _released.TrySetResult();
            _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        /// <summary>Waits for the next release; false when the client left before.</summary>
        public async Task<bool> WaitAsync(CancellationToken gone)
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                await _released.Task.WaitAsync(gone);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
    }
}
