using System.Data.Common;
using Dapper;
using Ponte.Gateway.Chats;

namespace Ponte.Gateway.History;

/// <summary>The messages of a chat that turned out to be another one go there. Of one that came under both names the older chat's stays.</summary>
internal static class MessageMerge
{
    private const string DropTwins =
        """
        delete from message where chat_id = @YoungerId and exists (select 1 from message o
            where o.instance_id = message.instance_id and o.whatsapp_id = message.whatsapp_id and o.chat_id = @OlderId)
        """;

    /// <summary>A <see cref="Deliveries.ChatMerged"/>.</summary>
    public static async Task MoveAsync(DbTransaction transaction, ChatMerge merge)
    {
        await transaction.Connection!.ExecuteAsync(DropTwins, merge, transaction);
        await transaction.Connection!.ExecuteAsync("update message set chat_id = @OlderId where chat_id = @YoungerId", merge, transaction);
    }
}
