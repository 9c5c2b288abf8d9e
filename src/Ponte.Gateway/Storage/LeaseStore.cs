using Dapper;

namespace Ponte.Gateway.Storage;

/// <summary>
/// Leases: who owns a thing of which there may be one only, such as a WhatsApp session. A grain alone is no guard, because the runtime may
/// briefly activate one twice while a cluster changes.
/// </summary>
internal sealed class LeaseStore(WriteQueue writes, NodeId node, TimeProvider time)
{
    /// <summary>How long a lease lasts without being renewed.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    /// <summary>Takes or renews a lease. The epoch grows with each change of owner; null when another living node holds it.</summary>
    public Task<long?> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return writes.WriteAsync(
            transaction => transaction.Connection!.QuerySingleOrDefaultAsync<long?>(
                """
                insert into lease (name, owner, epoch, expires_at) values (@name, @owner, 1, @expires)
                on conflict (name) do update set
                    epoch = case when lease.owner = excluded.owner then lease.epoch else lease.epoch + 1 end,
                    owner = excluded.owner, expires_at = excluded.expires_at
                where lease.owner = excluded.owner or lease.expires_at < @now
                returning epoch
                """,
                new { name, owner = node.Value, now = now.ToUnixTimeMilliseconds(), expires = (now + Duration).ToUnixTimeMilliseconds() },
                transaction),
            cancellationToken);
    }

    /// <summary>Gives a lease back; nothing happens when it is not ours.</summary>
    public Task ReleaseAsync(string name, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "delete from lease where name = @name and owner = @owner", new { name, owner = node.Value }, transaction),
            cancellationToken);
}
