using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>The rows of <c>chatwoot_hint</c>: one per conversation, widened by every further hint, gone when it has been read.</summary>
internal sealed class HintStore(Database database, WriteQueue writes)
{
    // Whoever floods the address fills no disk; what is turned away is found by catch-up.
    private const int MaxPerIntegration = 10_000;

    /// <summary>Remembers a hint.</summary>
    public Task AddAsync(Hint hint, CancellationToken cancellationToken) => writes.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            insert into chatwoot_hint (integration_id, conversation_id, message_id, changed_from, changed_to, received_at)
            select @IntegrationId, @ConversationId, @MessageId, @ChangedFrom, @ChangedTo, @ReceivedAt
            where (select count(*) from chatwoot_hint h where h.integration_id = @IntegrationId) < @MaxPerIntegration
            on conflict (integration_id, conversation_id) do update set
                message_id = case when excluded.message_id > chatwoot_hint.message_id then excluded.message_id else chatwoot_hint.message_id end,
                changed_from = case
                    when excluded.changed_from = 0 then chatwoot_hint.changed_from
                    when chatwoot_hint.changed_from = 0 or excluded.changed_from < chatwoot_hint.changed_from then excluded.changed_from
                    else chatwoot_hint.changed_from end,
                changed_to = case when excluded.changed_to > chatwoot_hint.changed_to then excluded.changed_to else chatwoot_hint.changed_to end,
                received_at = excluded.received_at
            """,
            new
            {
                hint.IntegrationId,
                hint.ConversationId,
                hint.MessageId,
                hint.ChangedFrom,
                hint.ChangedTo,
                hint.ReceivedAt,
                MaxPerIntegration,
            },
            transaction),
        cancellationToken);

    /// <summary>What is still to be read of an integration, the oldest first.</summary>
    public async Task<IReadOnlyList<Hint>> ListAsync(string integrationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long, long, long, long, long)>(
            """
            select conversation_id, message_id, changed_from, changed_to, received_at from chatwoot_hint
            where integration_id = @integrationId order by received_at, conversation_id
            """,
            new { integrationId });
        return [.. rows.Select(row => new Hint(integrationId, row.Item1, row.Item2, row.Item3, row.Item4, row.Item5))];
    }

    /// <summary>Takes a hint away that has been read, in the caller's transaction; one that was told of again meanwhile stays.</summary>
    public static Task DeleteAsync(DbTransaction transaction, Hint read) => transaction.Connection!.ExecuteAsync(
        """
        delete from chatwoot_hint
        where integration_id = @IntegrationId and conversation_id = @ConversationId and received_at = @ReceivedAt
            and message_id <= @MessageId and changed_to <= @ChangedTo and (changed_from = 0 or changed_from >= @ChangedFrom)
        """,
        read,
        transaction);
}
