using System.Data.Common;
using Dapper;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// The table <c>delivery_attempt</c>: every attempt that did not deliver, and why. The same trouble again and again is one row that counts, and a
/// delivery keeps its newest rows only, so that days of outage stay small.
/// </summary>
internal static class AttemptLog
{
    /// <summary>How many different troubles in a row a delivery keeps.</summary>
    public const int Kept = 50;

    /// <summary>Notes one attempt in the transaction that lets the row wait, or gives it up.</summary>
    public static async Task AddAsync(DbTransaction transaction, long deliveryId, DeliveryFailure failure, long now)
    {
        var values = new { deliveryId, failure.Code, failure.Reason, certain = failure.Certain ? 1 : 0, now, Kept };
        var repeated = await transaction.Connection!.ExecuteAsync(
            """
            update delivery_attempt set times = times + 1, last_at = @now, reason = @Reason, certain = @certain
            where delivery_id = @deliveryId and code = @Code
                and number = (select max(a.number) from delivery_attempt a where a.delivery_id = @deliveryId)
            """,
            values,
            transaction);
        if (repeated > 0)
        {
            return;
        }

        await transaction.Connection!.ExecuteAsync(
            """
            insert into delivery_attempt (delivery_id, number, code, reason, certain, times, first_at, last_at)
            select @deliveryId, coalesce(max(a.number), 0) + 1, @Code, @Reason, @certain, 1, @now, @now
            from delivery_attempt a where a.delivery_id = @deliveryId
            """,
            values,
            transaction);
        await transaction.Connection!.ExecuteAsync(
            """
            delete from delivery_attempt
            where delivery_id = @deliveryId
                and number <= (select max(a.number) from delivery_attempt a where a.delivery_id = @deliveryId) - @Kept
            """,
            values,
            transaction);
    }
}
