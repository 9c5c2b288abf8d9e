using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Bridge.Profiles;

/// <summary>The rows of <c>chatwoot_profile</c>: what Ponte gave each contact, told from what agents chose.</summary>
internal sealed class GivenProfileStore(Database database, WriteQueue writes, TimeProvider time)
{
    /// <summary>What a contact was given; <see cref="GivenProfile.Nothing"/> when nothing was.</summary>
    public async Task<GivenProfile> FindAsync(string integrationId, long contactId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<GivenProfile>(
            "select name, picture_id, asked_at from chatwoot_profile where integration_id = @integrationId and contact_id = @contactId",
            new { integrationId, contactId }) ?? GivenProfile.Nothing;
    }

    /// <summary>A contact was given a name.</summary>
    public Task NamedAsync(string integrationId, long contactId, string name, CancellationToken cancellationToken) =>
        SaveAsync("name", integrationId, contactId, name, cancellationToken);

    /// <summary>A contact was given a picture, or is about to be; null: it was taken away.</summary>
    public Task PicturedAsync(string integrationId, long contactId, string? pictureId, CancellationToken cancellationToken) =>
        SaveAsync("picture_id", integrationId, contactId, pictureId, cancellationToken);

    /// <summary>WhatsApp told how the person or group looks now.</summary>
    public Task AskedAsync(string integrationId, long contactId, CancellationToken cancellationToken) =>
        SaveAsync("asked_at", integrationId, contactId, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);

    private Task SaveAsync<T>(string column, string integrationId, long contactId, T value, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            async transaction =>
            {
                var key = new { integrationId, contactId, value };
                await transaction.Connection!.ExecuteAsync(
                    """
                    insert into chatwoot_profile (integration_id, contact_id, asked_at)
                    select bridge_integration_id, @contactId, 0 from chatwoot_integrations where bridge_integration_id = @integrationId
                    on conflict do nothing
                    """,
                    key,
                    transaction);
                await transaction.Connection!.ExecuteAsync(
                    $"update chatwoot_profile set {column} = @value where integration_id = @integrationId and contact_id = @contactId", key, transaction);
            },
            cancellationToken);
}
