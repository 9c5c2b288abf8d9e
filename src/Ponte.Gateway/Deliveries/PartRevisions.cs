using System.Data.Common;
using Dapper;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// The revisions of one part of an agent's message. Only the newest may be sent: what an earlier one carried is taken away in the transaction that stores the
/// next, so that nobody who replays the earlier one sends the part twice.
/// </summary>
internal static class PartRevisions
{
    /// <summary>The row of the next revision; null when this is the newest, or no agent's message.</summary>
    public static async Task<long?> NewerAsync(DbTransaction transaction, string instanceId, string sourceKey) =>
        PartKey.Find(sourceKey) is not { } key
            ? null
            : await transaction.Connection!.QuerySingleOrDefaultAsync<long?>(
                "select id from delivery where instance_id = @instanceId and destination = 'whatsapp' and source_key = @next",
                new { instanceId, next = key.Next.ToString() },
                transaction);

    /// <summary>Takes away what the revisions before these carried.</summary>
    /// <exception cref="InvalidOperationException">One of those waits again, because a person replayed it meanwhile: nothing may be stored.</exception>
    public static async Task SupersedeAsync(DbTransaction transaction, string instanceId, IReadOnlyList<NewDelivery> next)
    {
        foreach (var key in next.Select(row => PartKey.Find(row.SourceKey)).OfType<PartKey>())
        {
            var taken = await transaction.Connection!.ExecuteAsync(
                """
                update delivery set payload = '' where instance_id = @instanceId and destination = 'whatsapp' and source_key = @previous
                    and state in ('failed', 'discarded')
                """,
                new { instanceId, previous = key.Previous.ToString() },
                transaction);
            if (taken == 0)
            {
                throw new InvalidOperationException("The part to send again is not given up any more.");
            }
        }
    }
}
