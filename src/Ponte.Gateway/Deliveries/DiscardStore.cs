using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Gives rows up because a person says so: what they carried is cleared and their lanes go on. A row that is in flight at that moment and arrives all the same
/// becomes done.
/// </summary>
internal sealed class DiscardStore(WriteQueue writes, DeliveryQueue queue, LaneWaker lanes, TimeProvider time)
{
    private const int Batch = 200;

    private const string Columns = "id, instance_id, chat_id as lane_chat_id, destination, kind, source_key, target_id, state, payload";

    /// <summary>Discards one row that waits or has failed.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="id">The row.</param>
    /// <param name="tell">What makes it visible, enqueued in the same transaction.</param>
    /// <param name="cancellationToken">Gives up waiting for a place among the writers.</param>
    public async Task<LedgerDecision> DiscardAsync(
        string instanceId, long id, Func<LedgerRow, IReadOnlyList<NewDelivery>> tell, CancellationToken cancellationToken)
    {
        var (decision, changed) = await writes.WriteAsync<(LedgerDecision, IReadOnlyList<LaneKey>)>(
            async transaction =>
            {
                var row = await transaction.Connection!.QuerySingleOrDefaultAsync<LedgerRow>(
                    $"select {Columns} from delivery where id = @id and instance_id = @instanceId", new { id, instanceId }, transaction);
                return row switch
                {
                    null => (new LedgerDecision(LedgerOutcome.NotFound), []),
                    { State: DeliveryState.Pending or DeliveryState.Failed } => (new LedgerDecision(LedgerOutcome.Done, row.State), await DiscardAsync(transaction, row, tell)),
                    _ => (new LedgerDecision(LedgerOutcome.WrongState, row.State), []),
                };
            },
            cancellationToken);
        lanes.Restart(changed);
        return decision;
    }

    /// <summary>Discards every failed row of a selection; those that wait stay.</summary>
    /// <returns>How many.</returns>
    public async Task<int> DiscardAsync(LaneSelection selection, Func<LedgerRow, IReadOnlyList<NewDelivery>> tell, CancellationToken cancellationToken)
    {
        var count = 0;
        long? next = 0;
        while (next is { } after)
        {
            var (last, found, changed) = await writes.WriteAsync(transaction => DiscardBatchAsync(transaction, selection, after, tell), cancellationToken);
            count += found;
            lanes.Restart(changed);
            next = last;
        }

        return count;
    }

    private async Task<(long? Last, int Count, IReadOnlyList<LaneKey> Changed)> DiscardBatchAsync(
        DbTransaction transaction, LaneSelection selection, long after, Func<LedgerRow, IReadOnlyList<NewDelivery>> tell)
    {
        var rows = (await transaction.Connection!.QueryAsync<LedgerRow>(
            $"select {Columns} from delivery where {selection.Condition} and state = 'failed' and id > @after order by id limit @Batch",
            new { selection.InstanceId, selection.Destination, after, Batch },
            transaction)).AsList();
        var changed = new List<LaneKey>();
        foreach (var row in rows)
        {
            changed.AddRange(await DiscardAsync(transaction, row, tell));
        }

        return (rows.Count == Batch ? rows[^1].Id : null, rows.Count, changed);
    }

    // A part that the agent has sent again stands for itself: nothing is said about the older one.
    private async Task<IReadOnlyList<LaneKey>> DiscardAsync(DbTransaction transaction, LedgerRow row, Func<LedgerRow, IReadOnlyList<NewDelivery>> tell)
    {
        await transaction.Connection!.ExecuteAsync(
            "update delivery set state = 'discarded', payload = '', updated_at = @now where id = @Id and state in ('pending', 'failed')",
            new { row.Id, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction);
        var told = await PartRevisions.NewerAsync(transaction, row.InstanceId, row.SourceKey) is null ? await queue.InsertAsync(transaction, tell(row)) : [];
        return [row.Lane, .. told.Select(news => news.Lane)];
    }
}
