using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>The rows of <c>chatwoot_cursor</c>: up to which message catch-up has read each conversation.</summary>
internal sealed class CursorStore(Database database)
{
    /// <summary>The cursors of an inbox; a conversation without one is read from its beginning, which lies behind the activation.</summary>
    public async Task<IReadOnlyDictionary<long, long>> ReadAsync(string integrationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long ConversationId, long MessageId)>(
            "select conversation_id, message_id from chatwoot_cursor where integration_id = @integrationId", new { integrationId });
        return rows.ToDictionary(row => row.ConversationId, row => row.MessageId);
    }

    /// <summary>The cursor of one conversation; 0 for none.</summary>
    public async Task<long> FindAsync(string integrationId, long conversationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long>(
            "select message_id from chatwoot_cursor where integration_id = @integrationId and conversation_id = @conversationId",
            new { integrationId, conversationId });
    }

    /// <summary>Moves a cursor forward, in the transaction that stores what was read; never back.</summary>
    public static Task<int> MoveAsync(DbTransaction transaction, string integrationId, long conversationId, long messageId) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into chatwoot_cursor (integration_id, conversation_id, message_id) values (@integrationId, @conversationId, @messageId)
            on conflict (integration_id, conversation_id) do update set message_id = excluded.message_id
            where excluded.message_id > chatwoot_cursor.message_id
            """,
            new { integrationId, conversationId, messageId },
            transaction);
}
