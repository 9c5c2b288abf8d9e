using System.Data.Common;
using System.Globalization;
using Dapper;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// How far this number's messages got. Levels only rise. What Chatwoot is told of a message is the lowest level of all its parts, once for each level;
/// receipts often come before a message is linked, and wait for it.
/// </summary>
internal static class Ticks
{
    /// <summary>How long a receipt waits for its message.</summary>
    public static readonly TimeSpan WaitForLink = TimeSpan.FromDays(7);

    private const string Raise =
        """
        update message_link set status_level = @level
        where instance_id = @instanceId and chat_id = @chatId and whatsapp_id = @id and from_me = 1 and status_level < @level
        returning integration_id, chatwoot_message_id
        """;

    private const string KeepEarly =
        """
        insert into early_receipt (instance_id, chat_id, whatsapp_id, level, created_at)
        select @instanceId, @chatId, @id, @level, @now
        where not exists (select 1 from message_link l where l.instance_id = @instanceId and l.chat_id = @chatId and l.whatsapp_id = @id)
        on conflict (instance_id, chat_id, whatsapp_id) do update set level = excluded.level where excluded.level > early_receipt.level
        """;

    private const string TakeEarly =
        "delete from early_receipt where instance_id = @InstanceId and chat_id = @ChatId and whatsapp_id = @WhatsAppId returning level";

    private const string Lowest =
        """
        select conversation_id, count(*) as links, max(parts) as parts, min(status_level) as level from message_link
        where integration_id = @integrationId and chatwoot_message_id = @messageId and from_me = 1 and deleted = 0 group by conversation_id
        """;

    private const string Replayed =
        """
        select count(*) from message_link l join delivery d on d.instance_id = l.instance_id and d.target_id = l.whatsapp_id
        where l.integration_id = @integrationId and l.chatwoot_message_id = @messageId and d.replayed_at is not null
        """;

    /// <summary>
    /// A part of an agent's message was sent that Chatwoot may still show as failed, because it was replayed, or sent although it had been given up.
    /// </summary>
    /// <returns>The tick "sent" when every part has been sent; nothing for what was never failed.</returns>
    public static async Task<IReadOnlyList<NewDelivery>> SentAsync(DbTransaction transaction, Delivery row, MessageLink link, bool wasGivenUp)
    {
        var wasFailed = wasGivenUp || row.ReplayedAt is not null;
        if (row.Lane.Destination != Destination.WhatsApp || link.ChatwootMessageId == 0 || !(wasFailed || link.Parts > 1))
        {
            return [];
        }

        var message = new { integrationId = link.IntegrationId, messageId = link.ChatwootMessageId };
        var (_, links, parts, _) = await transaction.Connection!.QueryFirstOrDefaultAsync<(long, long, long, long)>(Lowest, message, transaction);
        if (links == 0 || links < parts || !(wasFailed || await transaction.Connection!.QuerySingleAsync<long>(Replayed, message, transaction) > 0))
        {
            return [];
        }

        var payload = new StatusPayload(new ChatwootOrigin(link.IntegrationId, link.ConversationId, link.ChatwootMessageId), "sent", null);
        return
        [
            new NewDelivery(
                row.Lane with { Destination = Destination.Chatwoot },
                DeliveryKind.Status,
                string.Create(CultureInfo.InvariantCulture, $"status:{link.IntegrationId}:{link.ChatwootMessageId}:sent:{link.WhatsAppId}"),
                string.Create(CultureInfo.InvariantCulture, $"{link.ChatwootMessageId}:status:sent"),
                payload.ToJson()),
        ];
    }

    /// <summary>Stores a receipt in the caller's transaction.</summary>
    /// <returns>The ticks that Chatwoot is to be told of.</returns>
    public static async Task<IReadOnlyList<NewDelivery>> RaiseAsync(
        DbTransaction transaction, LaneKey chat, IReadOnlyList<string> messages, ReceiptLevel receipt, long now)
    {
        var connection = transaction.Connection!;
        var chatId = await connection.QuerySingleOrDefaultAsync<long?>(
            "select merged_into from chat where id = @ChatId", new { chat.ChatId }, transaction) ?? chat.ChatId;
        var raised = new HashSet<(string IntegrationId, long MessageId)>();
        foreach (var id in messages)
        {
            var parameters = new { instanceId = chat.InstanceId, chatId, id, level = (long)receipt, now };
            var links = await connection.QueryAsync<(string, long)>(Raise, parameters, transaction);
            var before = raised.Count;
            raised.UnionWith(links);
            if (raised.Count == before)
            {
                await connection.ExecuteAsync(KeepEarly, parameters, transaction);
            }
        }

        return await DueAsync(transaction, chat with { ChatId = chatId, Destination = Destination.Chatwoot }, raised);
    }

    /// <summary>Gives a message that has just been linked what came for it before.</summary>
    /// <returns>The ticks that Chatwoot is to be told of.</returns>
    public static async Task<IReadOnlyList<NewDelivery>> CatchUpAsync(DbTransaction transaction, LaneKey lane, MessageLink link)
    {
        var parameters = new { lane.InstanceId, lane.ChatId, link.WhatsAppId };
        if (await transaction.Connection!.QuerySingleOrDefaultAsync<long?>(TakeEarly, parameters, transaction) is not { } level)
        {
            return [];
        }

        var links = await transaction.Connection!.QueryAsync<(string, long)>(
            Raise, new { instanceId = lane.InstanceId, chatId = lane.ChatId, id = link.WhatsAppId, level }, transaction);
        return await DueAsync(transaction, lane with { Destination = Destination.Chatwoot }, links.ToHashSet());
    }

    private static async Task<IReadOnlyList<NewDelivery>> DueAsync(
        DbTransaction transaction, LaneKey lane, IReadOnlySet<(string IntegrationId, long MessageId)> raised)
    {
        var due = new List<NewDelivery>();
        foreach (var (integrationId, messageId) in raised.Where(message => message.MessageId > 0))
        {
            var (conversationId, links, parts, level) = await transaction.Connection!.QueryFirstOrDefaultAsync<(long, long, long, long)>(
                Lowest, new { integrationId, messageId }, transaction);
            if (links > 0 && links >= parts && level >= (long)ReceiptLevel.Delivered)
            {
                var status = level >= (long)ReceiptLevel.Read ? "read" : "delivered";
                var payload = new StatusPayload(new ChatwootOrigin(integrationId, conversationId, messageId), status, null);
                due.Add(new NewDelivery(
                    lane,
                    DeliveryKind.Status,
                    string.Create(CultureInfo.InvariantCulture, $"status:{integrationId}:{messageId}:{status}"),
                    string.Create(CultureInfo.InvariantCulture, $"{messageId}:status:{status}"),
                    payload.ToJson()));
            }
        }

        return due;
    }
}
