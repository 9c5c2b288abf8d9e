using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Deliveries;

/// <summary>Questions about lanes as wholes.</summary>
internal sealed class LaneStore(Database database, WriteQueue writes, TimeProvider time)
{
    private const int MaxDue = 10_000;

    /// <summary>Lanes with a row that is due.</summary>
    public async Task<IReadOnlyList<LaneKey>> DueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeliveryRow>(
            """
            select distinct instance_id, chat_id, destination from delivery
            where state = 'pending' and next_attempt_at <= @now limit @MaxDue
            """,
            new { now = time.GetUtcNow().ToUnixTimeMilliseconds(), MaxDue });
        return [.. rows.Select(row => new LaneKey(row.InstanceId, row.ChatId, row.Destination))];
    }

    /// <summary>
    /// Ends the waiting of an instance's rows for a destination because what they waited for is back, and answers their lanes.
    /// Rows whose earlier attempt may have arrived keep their time: asking too early proves nothing.
    /// </summary>
    public async Task<IReadOnlyList<LaneKey>> HurryAsync(string instanceId, string destination, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await writes.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                update delivery set next_attempt_at = @now
                where instance_id = @instanceId and destination = @destination and state = 'pending' and next_attempt_at > @now
                    and (certain = 1 or destination = 'whatsapp')
                """,
                new { now, instanceId, destination },
                transaction),
            cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var chats = await connection.QueryAsync<long>(
            "select distinct chat_id from delivery where instance_id = @instanceId and destination = @destination and state = 'pending'",
            new { instanceId, destination });
        return [.. chats.Select(chat => new LaneKey(instanceId, chat, destination))];
    }

    /// <summary>Fails what an instance still has waiting for a destination; payloads stay for a replay.</summary>
    public Task FailPendingAsync(string instanceId, string destination, DeliveryFailure failure, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                update delivery set state = 'failed', failure_code = @Code, failure_reason = @Reason, updated_at = @now
                where instance_id = @instanceId and destination = @destination and state = 'pending'
                """,
                new { instanceId, destination, failure.Code, failure.Reason, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
                transaction),
            cancellationToken);

    /// <summary>The newest delivery there is, 0 in an empty table.</summary>
    public async Task<long> NewestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<long>("select coalesce(max(id), 0) from delivery");
    }

    /// <summary>True when this number sent the message itself, through us.</summary>
    public async Task<bool> IsOwnAsync(string instanceId, string messageId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long?>(
            "select id from delivery where instance_id = @instanceId and target_id = @messageId and destination = 'whatsapp' limit 1",
            new { instanceId, messageId }) is not null;
    }
}
