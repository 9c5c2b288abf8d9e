using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Lets failed rows wait again. A row keeps its id, so its place in the lane, its id on the other side, and whether an earlier attempt may have arrived: such a
/// one is looked for, or sent under the same id, like any other.
/// </summary>
internal sealed class ReplayStore(WriteQueue writes, LaneWaker lanes, ProcessStart start, TimeProvider time)
{
    // A number may have very many; the one writer must not be held up by them.
    private const int Batch = 200;

    private const string Columns = "id, instance_id, chat_id as lane_chat_id, destination, source_key, state, case when payload = '' then '' else '-' end as payload";

    /// <summary>Replays one row.</summary>
    public async Task<LedgerDecision> ReplayAsync(string instanceId, long id, CancellationToken cancellationToken)
    {
        var (decision, lane) = await writes.WriteAsync(
            async transaction =>
            {
                var row = await transaction.Connection!.QuerySingleOrDefaultAsync<LedgerRow>(
                    $"select {Columns} from delivery where id = @id and instance_id = @instanceId", new { id, instanceId }, transaction);
                return row is null ? (new LedgerDecision(LedgerOutcome.NotFound), default) : (await ReplayAsync(transaction, row), row.Lane);
            },
            cancellationToken);
        if (decision.Outcome == LedgerOutcome.Done)
        {
            lanes.Restart([lane]);
        }

        return decision;
    }

    /// <summary>Replays every failed row of a selection that can be, in the order of their ids.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAsync(LaneSelection selection, CancellationToken cancellationToken)
    {
        var count = 0;
        long? next = 0;
        while (next is { } after)
        {
            var (last, replayed) = await writes.WriteAsync(transaction => ReplayBatchAsync(transaction, selection, after), cancellationToken);
            count += replayed.Count;
            lanes.Restart(replayed);
            next = last;
        }

        return count;
    }

    private async Task<(long? Last, IReadOnlyList<LaneKey> Replayed)> ReplayBatchAsync(DbTransaction transaction, LaneSelection selection, long after)
    {
        var rows = (await transaction.Connection!.QueryAsync<LedgerRow>(
            $"select {Columns} from delivery where {selection.Condition} and state = 'failed' and id > @after order by id limit @Batch",
            new { selection.InstanceId, selection.Destination, after, Batch },
            transaction)).AsList();
        var replayed = new List<LaneKey>();
        foreach (var row in rows)
        {
            if ((await ReplayAsync(transaction, row)).Outcome == LedgerOutcome.Done)
            {
                replayed.Add(row.Lane);
            }
        }

        return (rows.Count == Batch ? rows[^1].Id : null, replayed);
    }

    private async Task<LedgerDecision> ReplayAsync(DbTransaction transaction, LedgerRow row)
    {
        if (row.State != DeliveryState.Failed)
        {
            return new LedgerDecision(LedgerOutcome.WrongState, row.State);
        }

        if (await PartRevisions.NewerAsync(transaction, row.InstanceId, row.SourceKey) is { } newer)
        {
            return new LedgerDecision(LedgerOutcome.Superseded, row.State, newer);
        }

        if (row.Payload.Length == 0)
        {
            return new LedgerDecision(LedgerOutcome.NothingLeft, row.State);
        }

        await SuspectHeadAsync(transaction, row);
        await transaction.Connection!.ExecuteAsync(
            """
            update delivery set state = 'pending', attempts = 0, next_attempt_at = @now, replayed_at = @now, updated_at = @now
            where id = @Id and state = 'failed'
            """,
            new { row.Id, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction);
        return new LedgerDecision(LedgerOutcome.Done, row.State);
    }

    // An earlier process may have been killed with the lane's head in flight; once this row comes before it, nobody would look for it.
    private Task<int> SuspectHeadAsync(DbTransaction transaction, LedgerRow row) =>
        transaction.Connection!.ExecuteAsync(
            """
            update delivery set certain = 0 where id <= @lastBefore and id > @Id and id = (
                select min(h.id) from delivery h
                where h.instance_id = @InstanceId and h.chat_id = @LaneChatId and h.destination = @Destination and h.state = 'pending')
            """,
            new { row.Id, row.InstanceId, row.LaneChatId, row.Destination, lastBefore = start.LastDeliveryBefore },
            transaction);
}
