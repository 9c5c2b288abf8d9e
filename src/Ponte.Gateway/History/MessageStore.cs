using Dapper;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.History;

/// <summary>Look-ups among the messages that are kept.</summary>
internal sealed class MessageStore(Database database, SecretBox secrets)
{
    /// <summary>A message by its WhatsApp id, the youngest should two chats have one; null when it is not kept.</summary>
    public async Task<StoredMessage?> FindAsync(string instanceId, string whatsAppId, CancellationToken cancellationToken) =>
        (await FindRowAsync(instanceId, whatsAppId, cancellationToken))?.ToStored(secrets);

    private async Task<MessageRow?> FindRowAsync(string instanceId, string whatsAppId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<MessageRow>(
            $"select {MessageRow.Columns} from message where instance_id = @instanceId and whatsapp_id = @whatsAppId order by id desc limit 1",
            new { instanceId, whatsAppId });
    }
}
