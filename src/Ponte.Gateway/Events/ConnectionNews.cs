using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Events;

/// <summary>
/// Tells features what happens to an instance as a whole. The journal has no events of the connection, so each is told once it was heard.
/// </summary>
internal sealed class ConnectionNews(DeliveryQueue queue, IEnumerable<NewsRoute> routes, IEnumerable<NewsStored> stored, TimeProvider time)
{
    /// <summary>The changes in a batch of events; the same state twice is one.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="batch">The events.</param>
    /// <param name="last">How it stood before the batch, and stands after it; null at the beginning of a session.</param>
    public IReadOnlyList<StateChange> Read(string instanceId, IReadOnlyList<JournaledEvent> batch, ref SessionStatus? last)
    {
        var changes = new List<StateChange>();
        foreach (var status in batch.Select(journaled => journaled.Event).OfType<ConnectionChanged>().Select(changed => changed.Status))
        {
            if (last is null || (status.State, status.Cause?.Code) != (last.State, last.Cause?.Code))
            {
                // Two of one batch must not have the same time: it tells them apart.
                changes.Add(new StateChange(instanceId, status, time.GetUtcNow().AddMilliseconds(changes.Count)));
            }

            last = status;
        }

        return changes;
    }

    /// <summary>Stores what the news lead to, and tells of them.</summary>
    public async Task TellAsync(IReadOnlyList<InstanceNews> news, CancellationToken cancellationToken)
    {
        foreach (var change in news)
        {
            var rows = new List<NewDelivery>();
            foreach (var route in routes)
            {
                rows.AddRange(await route(change, cancellationToken));
            }

            if (rows.Count > 0)
            {
                await queue.EnqueueAsync(rows, null, cancellationToken);
            }

            foreach (var tell in stored)
            {
                tell(change);
            }
        }
    }
}
