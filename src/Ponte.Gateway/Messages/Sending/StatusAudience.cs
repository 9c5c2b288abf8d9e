using Dapper;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Who gets to see a status: WhatsApp wants them named, and Ponte knows those who have written or were written to.</summary>
internal sealed class StatusAudience(Database database)
{
    // A status goes to each of them by itself; the ones heard of last come first.
    private const int Most = 5_000;

    /// <summary>The people, each under the address that WhatsApp used last.</summary>
    public async Task<IReadOnlyList<UserId>> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var addresses = await connection.QueryAsync<(long ChatId, string Jid)>(
            """
            select chat_id, jid from chat_alias where instance_id = @instanceId and seen_at > 0 and (jid like '%@s.whatsapp.net' or jid like '%@lid')
            order by seen_at desc limit @Most
            """,
            new { instanceId, Most });
        return [.. addresses.DistinctBy(address => address.ChatId).Select(address => UserId.Parse(address.Jid))];
    }
}
