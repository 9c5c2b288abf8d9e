using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Events.Sockets;

/// <summary>Table <c>websocket</c>.</summary>
internal sealed class SocketStore(Database database, WriteQueue writes, TimeProvider time)
{
    private const string Upsert =
        """
        insert into websocket (instance_id, enabled, events, media_base64, updated_at)
        select @instanceId, @enabled, @events, @mediaBase64, @now where exists (select 1 from instance where id = @instanceId)
        on conflict (instance_id) do update set
            enabled = excluded.enabled, events = excluded.events, media_base64 = excluded.media_base64, updated_at = excluded.updated_at
        """;

    /// <summary>The settings of an instance; null when they were never set.</summary>
    public async Task<SocketSettings?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<(long Enabled, string Events, long MediaBase64)?>(
            "select enabled, events, media_base64 from websocket where instance_id = @instanceId", new { instanceId });
        return row is { } found ? new SocketSettings(found.Enabled != 0, EventFilter.Parse(found.Events), found.MediaBase64 != 0) : null;
    }

    /// <summary>Replaces the settings; false when the instance is gone.</summary>
    public async Task<bool> SaveAsync(string instanceId, SocketSettings settings, CancellationToken cancellationToken)
    {
        var values = new
        {
            instanceId,
            enabled = settings.Enabled ? 1L : 0L,
            events = EventFilter.Write(settings.Events),
            mediaBase64 = settings.MediaBase64 ? 1L : 0L,
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return await writes.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(Upsert, values, transaction), cancellationToken) == 1;
    }
}
