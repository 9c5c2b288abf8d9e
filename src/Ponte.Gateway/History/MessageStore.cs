using System.Text.Json;
using Dapper;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.History;

/// <summary>Look-ups among the messages that are kept.</summary>
internal sealed class MessageStore(Database database, WriteQueue writes, SecretBox secrets)
{
    /// <summary>A message by its WhatsApp id, the youngest should two chats have one; null when it is not kept.</summary>
    public async Task<StoredMessage?> FindAsync(string instanceId, string whatsAppId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<MessageRow>(
            $"select {MessageRow.Columns} from message where instance_id = @instanceId and whatsapp_id = @whatsAppId order by id desc limit 1",
            new { instanceId, whatsAppId });
        return row?.ToStored(secrets);
    }

    /// <summary>Whether another instance of an account has a message of that id.</summary>
    public async Task<bool> IsElsewhereAsync(long accountId, string whatsAppId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<long?>(
            """
            select m.id from instance i join message m on m.instance_id = i.id
            where i.account_id = @accountId and m.whatsapp_id = @whatsAppId limit 1
            """,
            new { accountId, whatsAppId }) is not null;
    }

    /// <summary>Messages of a chat, the youngest first.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="chats">The ids under which the chat's messages stand; none: no messages.</param>
    /// <param name="query">From when to when.</param>
    /// <param name="limit">How many, at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<StoredMessage>> ListAsync(
        string instanceId, IReadOnlyList<long> chats, HistoryQuery query, int limit, CancellationToken cancellationToken)
    {
        if (chats.Count == 0)
        {
            return [];
        }

        var parameters = new DynamicParameters(
            new { instanceId, from = query.From.ToUnixTimeMilliseconds(), to = query.To.ToUnixTimeMilliseconds(), limit });
        for (var i = 0; i < chats.Count; i++)
        {
            parameters.Add($"chat{i}", chats[i]);
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<MessageRow>(
            $"""
            select {MessageRow.Columns} from message
            where instance_id = @instanceId and chat_id in ({string.Join(", ", chats.Select((_, i) => $"@chat{i}"))}) and sent_at >= @from and sent_at <= @to
            order by sent_at desc, id desc limit @limit
            """,
            parameters);
        return [.. rows.Select(row => row.ToStored(secrets))];
    }

    /// <summary>Everybody's last vote in a poll, the earliest first; votes that were taken back are left out.</summary>
    public async Task<IReadOnlyList<StoredVote>> VotesAsync(string instanceId, StoredMessage poll, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Voter, string Id, long At, string Options)>(
            """
            select v.voter_jid, v.whatsapp_id, v.voted_at, v.options_encrypted from message_vote v join message m on m.id = v.message_id
            where m.instance_id = @instanceId and m.whatsapp_id = @id and m.chat_id = @ChatId order by v.voted_at, v.voter_jid
            """,
            new { instanceId, id = poll.Id.Value, poll.ChatId });
        return
        [
            .. rows.Select(row => new StoredVote(
                row.Voter,
                row.Id,
                DateTimeOffset.FromUnixTimeMilliseconds(row.At),
                JsonSerializer.Deserialize<string[]>(secrets.Open(row.Options, MessageRecord.VoteContext(row.Id)))!)),
        ];
    }

    /// <summary>Empties a message that was deleted on this number's devices.</summary>
    public Task DeleteAsync(string instanceId, StoredMessage message, DateTimeOffset at, CancellationToken cancellationToken) => writes.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "update message set content_encrypted = null, deleted_at = coalesce(deleted_at, @at) where instance_id = @instanceId and whatsapp_id = @id and chat_id = @ChatId",
            new { instanceId, id = message.Id.Value, message.ChatId, at = at.ToUnixTimeMilliseconds() },
            transaction),
        cancellationToken);

    /// <summary>Notes that this number has told that it read somebody's message.</summary>
    public Task MarkReadAsync(string instanceId, string whatsAppId, CancellationToken cancellationToken) => writes.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "update message set status_level = @level where instance_id = @instanceId and whatsapp_id = @whatsAppId and from_me = 0 and status_level < @level",
            new { instanceId, whatsAppId, level = (long)ReceiptLevel.Read },
            transaction),
        cancellationToken);
}
