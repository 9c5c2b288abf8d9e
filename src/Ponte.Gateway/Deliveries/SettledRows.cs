namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Tells those who wait for a row that it is done or failed. A hint: the row is the truth, and of a lane on another node nobody here is told.
/// </summary>
internal sealed class SettledRows
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string InstanceId, string TargetId), List<TaskCompletionSource>> _waiting = [];

    /// <summary>Begins to listen for a row; call it before the row is looked at, and dispose of it afterwards.</summary>
    public Listener Listen(string instanceId, string targetId)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_waiting.TryGetValue((instanceId, targetId), out var all))
            {
                _waiting[(instanceId, targetId)] = all = [];
            }

            all.Add(told);
        }

        return new Listener(told.Task, () => Forget((instanceId, targetId), told));
    }

    /// <summary>A row is settled, and that is on disk.</summary>
    public void Tell(Delivery row)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue((row.Lane.InstanceId, row.TargetId), out var all))
            {
                all.ForEach(static told => told.TrySetResult());
            }
        }
    }

    private void Forget((string InstanceId, string TargetId) key, TaskCompletionSource told)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(key, out var all) && all.Remove(told) && all.Count == 0)
            {
                _waiting.Remove(key);
            }
        }
    }

    /// <summary>One that waits.</summary>
    internal sealed class Listener(Task told, Action forget) : IDisposable
    {
        /// <summary>Completes when the row is settled.</summary>
        public Task Told => told;

        public void Dispose() => forget();
    }
}
