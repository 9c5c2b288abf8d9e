using Dapper;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.ChatActions;

/// <summary>What is known of the messages that chats' actions speak of: those that are kept.</summary>
internal sealed class KnownMessages(Database database, ChatSearch search, ChatDirectory chats)
{
    /// <summary>The newest message of a chat; null when none is known.</summary>
    public async Task<LastMessage?> LastAsync(string instanceId, ChatId chat, CancellationToken cancellationToken)
    {
        Row? last = null;
        foreach (var id in await search.FindAsync(instanceId, chat.Value, cancellationToken))
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            var row = await connection.QueryFirstOrDefaultAsync<Row>(
                """
                select whatsapp_id, chat_id, from_me, case when from_me = 0 and chat_jid like '%@g.us' then sender_jid end as participant, sent_at
                from message where instance_id = @instanceId and chat_id = @id
                order by sent_at desc limit 1
                """,
                new { instanceId, id });
            last = row is not null && row.SentAt > (last?.SentAt ?? 0) ? row : last;
        }

        return last is null
            ? null
            : new LastMessage(last.WhatsAppId, last.FromMe == 1, DateTimeOffset.FromUnixTimeMilliseconds(last.SentAt)) { Participant = last.Participant };
    }

    /// <summary>The chat of a message, by the address that WhatsApp used last, and whether this number wrote it; null when it is not known.</summary>
    public async Task<(ChatId Chat, bool FromMe)?> FindAsync(string instanceId, string messageId, CancellationToken cancellationToken)
    {
        Row? row;
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            row = await connection.QueryFirstOrDefaultAsync<Row>(
                "select whatsapp_id, chat_id, from_me, null as participant, sent_at from message where instance_id = @instanceId and whatsapp_id = @messageId limit 1",
                new { instanceId, messageId });
        }

        return row is not null && await chats.AddressesAsync(instanceId, row.ChatId, cancellationToken) is { } addresses
            ? (addresses.ToSend, row.FromMe == 1)
            : null;
    }

    private sealed class Row
    {
        public string WhatsAppId { get; init; } = "";

        public long ChatId { get; init; }

        public long FromMe { get; init; }

        public string? Participant { get; init; }

        public long SentAt { get; init; }
    }
}
