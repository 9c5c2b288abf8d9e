using Dapper;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Deliveries;

/// <summary>The rows of <c>chat_merge</c>, and the move of a chat's waiting rows and links that ends one.</summary>
internal sealed class ChatMergeStore(Database database, WriteQueue writes, ProcessStart start, MergeSignal signal, IEnumerable<ChatMerged> steps)
{
    /// <summary>The merges that wait to be carried out.</summary>
    public async Task<IReadOnlyList<ChatMerge>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string InstanceId, long YoungerId, long OlderId)>("select instance_id, younger_id, older_id from chat_merge");
        return [.. rows.Select(row => new ChatMerge(row.InstanceId, row.YoungerId, row.OlderId))];
    }

    /// <summary>The lanes of both chats in which a row waits: no other can have one in flight.</summary>
    public async Task<IReadOnlyList<LaneKey>> LanesAsync(ChatMerge merge, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeliveryRow>(
            """
            select distinct instance_id, chat_id, destination from delivery
            where instance_id = @InstanceId and chat_id in (@YoungerId, @OlderId) and state = 'pending'
            """,
            merge);
        return [.. rows.Select(row => new LaneKey(row.InstanceId, row.ChatId, row.Destination))];
    }

    /// <summary>Moves what waits, in one transaction. Nothing happens when somebody else has done so, or when the older chat was merged on meanwhile.</summary>
    /// <param name="merge">The merge.</param>
    /// <param name="inHand">Rows whose last attempt may have arrived, as their lanes say.</param>
    /// <param name="cancellationToken">Gives up waiting for a place among the writers.</param>
    public Task MoveAsync(ChatMerge merge, IReadOnlyList<long> inHand, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            async transaction =>
            {
                var mine = await transaction.Connection!.ExecuteAsync(
                    "delete from chat_merge where younger_id = @YoungerId and older_id = @OlderId", merge, transaction);
                if (mine == 1)
                {
                    await MergeRows.MoveAsync(transaction, merge, inHand, start.LastDeliveryBefore);
                    foreach (var step in steps)
                    {
                        await step(transaction, merge);
                    }
                }
            },
            cancellationToken);

    /// <summary>Rows that another node enqueued for a chat while it was being merged follow it.</summary>
    public async Task FollowAsync(LaneKey lane, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        const string LeftBehind =
            """
            select c.id from chat c where c.id = @ChatId and c.merged_into is not null
                and not exists (select 1 from chat_merge m where m.younger_id = c.id)
                and exists (select 1 from delivery d where d.instance_id = @InstanceId and d.chat_id = @ChatId and d.state = 'pending')
            """;
        if (await connection.QuerySingleOrDefaultAsync<long?>(LeftBehind, lane) is not null)
        {
            await writes.WriteAsync(
                transaction => transaction.Connection!.ExecuteAsync(
                    """
                    insert into chat_merge (younger_id, older_id, instance_id)
                    select id, merged_into, instance_id from chat where id = @ChatId and merged_into is not null on conflict do nothing
                    """,
                    lane,
                    transaction),
                cancellationToken);
            signal.Raise();
        }
    }
}
