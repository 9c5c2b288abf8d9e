namespace Ponte.FakeChatwoot.Cable;

/// <summary>
/// Sends later, in the order of the moments that were chosen: a machine that is busy delays all broadcasts alike, so that none overtakes another by more than
/// their delays differ.
/// </summary>
internal sealed class BroadcastSchedule(TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<Action, (DateTimeOffset Due, long Number)> _waiting = new();
    private long _last;
    private bool _running;

    public void Add(TimeSpan delay, Action send)
    {
        lock (_gate)
        {
            _waiting.Enqueue(send, (time.GetUtcNow() + delay, ++_last));
            if (_running)
            {
                return;
            }

            _running = true;
        }

        _ = Task.Run(SendAsync);
    }

    private async Task SendAsync()
    {
        while (true)
        {
            Action? due = null;
            lock (_gate)
            {
                if (!_waiting.TryPeek(out _, out var next))
                {
                    _running = false;
                    return;
                }

                due = next.Due <= time.GetUtcNow() ? _waiting.Dequeue() : null;
            }

            if (due is null)
            {
                await Task.Delay(Step, time);
            }
            else
            {
                due();
            }
        }
    }
}
