using System.Data.Common;
using Dapper;
using Ponte.Gateway.Chats;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// The move of one chat's waiting rows and links to another chat. No lane of either has a row in flight. Ids stay, so that the order of ids is still the
/// order of arrival; done and failed rows stay where they are and are asked for under their old names (<see cref="MergedChats"/>).
/// </summary>
internal static class MergeRows
{
    // An earlier process may have been killed with the head of each lane in flight, and only one of them is the head from now on.
    private const string SuspectHeads =
        """
        update delivery set certain = 0 where id <= @lastBefore and id in (
            select min(id) from delivery
            where instance_id = @InstanceId and chat_id in (@YoungerId, @OlderId) and state = 'pending' group by chat_id, destination)
        """;

    private const string SuspectRow = "update delivery set certain = 0 where id = @row and state = 'pending'";

    // A message that came under both names waits twice, or waits although it is done: the later row goes, the earlier one may have the later one's message.
    private const string SuspectTwins =
        """
        update delivery set certain = 0
        where instance_id = @InstanceId and chat_id = @chat and state = 'pending' and source_key like @prefix || '%'
            and exists (select 1 from delivery t where t.instance_id = delivery.instance_id and t.destination = delivery.destination
                and t.source_key = @otherPrefix || substr(delivery.source_key, @tail))
        """;

    private const string DropTwins =
        """
        delete from delivery
        where instance_id = @InstanceId and chat_id = @chat and state = 'pending' and source_key like @prefix || '%'
            and exists (select 1 from delivery t where t.instance_id = delivery.instance_id and t.destination = delivery.destination
                and t.source_key = @otherPrefix || substr(delivery.source_key, @tail) and (t.state <> 'pending' or t.id < delivery.id))
        """;

    private const string MoveKeys =
        """
        update delivery set source_key = @otherPrefix || substr(source_key, @tail)
        where instance_id = @InstanceId and chat_id = @chat and state = 'pending' and source_key like @prefix || '%'
        """;

    private const string MoveRows =
        "update delivery set chat_id = @OlderId where instance_id = @InstanceId and chat_id = @YoungerId and state = 'pending'";

    private const string MoveLinks =
        """
        update message_link set chat_id = @OlderId
        where instance_id = @InstanceId and chat_id = @YoungerId
            and not exists (select 1 from message_link o where o.instance_id = message_link.instance_id and o.chat_id = @OlderId
                and o.whatsapp_id = message_link.whatsapp_id and o.part = message_link.part)
        """;

    private const string MoveEarlyReceipts =
        """
        update early_receipt set chat_id = @OlderId
        where instance_id = @InstanceId and chat_id = @YoungerId
            and not exists (select 1 from early_receipt o where o.instance_id = early_receipt.instance_id and o.chat_id = @OlderId
                and o.whatsapp_id = early_receipt.whatsapp_id)
        """;

    public static async Task MoveAsync(DbTransaction transaction, ChatMerge merge, IReadOnlyList<long> inHand, long lastBefore)
    {
        var connection = transaction.Connection!;
        foreach (var row in inHand)
        {
            await connection.ExecuteAsync(SuspectRow, new { row }, transaction);
        }

        await connection.ExecuteAsync(SuspectHeads, new { merge.InstanceId, merge.YoungerId, merge.OlderId, lastBefore }, transaction);
        var younger = Keys(merge, merge.YoungerId, merge.OlderId);
        var older = Keys(merge, merge.OlderId, merge.YoungerId);
        foreach (var (sql, parameters) in new (string, object)[]
        {
            (SuspectTwins, younger), (SuspectTwins, older), (DropTwins, older), (DropTwins, younger), (MoveKeys, younger), (MoveRows, merge), (MoveLinks, merge),
            (MoveEarlyReceipts, merge),
        })
        {
            await connection.ExecuteAsync(sql, parameters, transaction);
        }
    }

    private static object Keys(ChatMerge merge, long chat, long other)
    {
        var prefix = NewDelivery.MessageKeyPrefix(chat);
        return new { merge.InstanceId, chat, prefix, otherPrefix = NewDelivery.MessageKeyPrefix(other), tail = prefix.Length + 1 };
    }
}
