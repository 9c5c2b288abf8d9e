using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>The rows of <c>chatwoot_webhook</c>.</summary>
internal sealed class WebhookStore(Database database, WriteQueue writes)
{
    public async Task<StoredWebhook?> FindAsync(string integrationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<StoredWebhook>(
            """
            select integration_id IntegrationId, public_url PublicUrl, webhook_id WebhookId, path_hash PathHash, secret_encrypted SealedSecret, created_at CreatedAt
            from chatwoot_webhook where integration_id = @integrationId
            """,
            new { integrationId });
    }

    public Task SaveAsync(StoredWebhook webhook, CancellationToken cancellationToken) => writes.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            insert into chatwoot_webhook (integration_id, public_url, webhook_id, path_hash, secret_encrypted, created_at)
            values (@IntegrationId, @PublicUrl, @WebhookId, @PathHash, @SealedSecret, @CreatedAt)
            on conflict (integration_id) do update set public_url = excluded.public_url, webhook_id = excluded.webhook_id,
                path_hash = excluded.path_hash, secret_encrypted = excluded.secret_encrypted, created_at = excluded.created_at
            """,
            webhook,
            transaction),
        cancellationToken);

    public Task DeleteAsync(string integrationId, CancellationToken cancellationToken) => writes.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("delete from chatwoot_webhook where integration_id = @integrationId", new { integrationId }, transaction),
        cancellationToken);
}
