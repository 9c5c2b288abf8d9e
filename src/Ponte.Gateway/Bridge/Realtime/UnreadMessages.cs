using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>The messages from customers that their senders were not told of as read.</summary>
internal sealed class UnreadMessages(Database database, WriteQueue writes)
{
    // The newest: WhatsApp takes what stands before them for read.
    private const int Limit = 200;

    /// <summary>Those of a chat up to where an agent has read, newest first.</summary>
    public async Task<IReadOnlyList<(string WhatsAppId, string? Participant)>> ListAsync(
        Integration integration, long chatId, ReadUpTo upTo, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string, string?)>(
            """
            select whatsapp_id, min(participant) from message_link
            where instance_id = @InstanceId and chat_id = @chatId and from_me = 0 and status_level < 2 and integration_id = @Id and kind <> 'placeholder'
                and chatwoot_message_id < @before and created_at <= @seenAt
            group by whatsapp_id order by max(chatwoot_message_id) desc limit @Limit
            """,
            new
            {
                integration.InstanceId,
                chatId,
                integration.Id,
                before = upTo.MessageId ?? long.MaxValue,
                seenAt = upTo.SeenAt?.ToUnixTimeMilliseconds() ?? long.MaxValue,
                Limit,
            });
        return [.. rows];
    }

    /// <summary>Their senders were told.</summary>
    public Task MarkReadAsync(string instanceId, long chatId, IReadOnlyList<(string WhatsAppId, string? Participant)> messages, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                update message_link set status_level = 2
                where instance_id = @instanceId and chat_id = @chatId and whatsapp_id = @id and from_me = 0 and status_level < 2
                """,
                messages.Select(message => new { instanceId, chatId, id = message.WhatsAppId }),
                transaction),
            cancellationToken);
}
