using Dapper;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Removes what is old, one bounded transaction at a time. Ids grow with time, so the walk begins at the lowest and ends at the first row that is too young:
/// no index, and next to no work when nothing is due. What waits is never removed.
/// </summary>
internal sealed class RetentionStore(Database database, WriteQueue writes, IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>Rows that one transaction looks at, at most.</summary>
    public const int Batch = 500;

    // What a newer revision of a part stands for cannot be replayed, and must not outlive that.
    private const string Expired =
        """
        ((state = 'done' or (state = 'failed' and payload = '')) and updated_at < @doneBefore) or (state in ('failed', 'discarded') and updated_at < @failedBefore)
        """;

    private static readonly string[] Others =
    [
        """
        delete from message_link where (instance_id, chat_id, whatsapp_id, part) in
            (select instance_id, chat_id, whatsapp_id, part from message_link where created_at < @linkBefore order by created_at limit @Batch)
        """,
        """
        delete from early_receipt where (instance_id, chat_id, whatsapp_id) in
            (select instance_id, chat_id, whatsapp_id from early_receipt where created_at < @receiptBefore order by created_at limit @Batch)
        """,
        """
        delete from message where id in
            (select id from (select id, created_at from message order by id limit @Batch) oldest where created_at < @messageBefore)
        """,
    ];

    /// <summary>Removes what is expired of the next page of deliveries, with their attempts.</summary>
    /// <param name="after">The last id of the page before, 0 for the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The last id looked at, null when there is nothing left that could be old enough; and how many rows went.</returns>
    public async Task<(long? Last, int Removed)> RemoveDeliveriesAsync(long after, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (doneBefore, failedBefore) = (Before(now, options.Value.DoneDays), Before(now, options.Value.FailedDays));
        var old = Math.Max(doneBefore, failedBefore);
        var page = await ReadAsync(after, cancellationToken);
        var last = page.TakeWhile(row => row.CreatedAt < old).Select(row => (long?)row.Id).LastOrDefault();
        if (last is null)
        {
            return (null, 0);
        }

        var isDue = page.Any(row => row.Id <= last && row.State != DeliveryState.Pending && row.UpdatedAt < old);
        var removed = !isDue
            ? 0
            : await writes.WriteAsync(
                transaction => transaction.Connection!.ExecuteAsync(
                    $"delete from delivery where id > @after and id <= @last and ({Expired})", new { after, last, doneBefore, failedBefore }, transaction),
                cancellationToken);
        return (page.Count == Batch && page[^1].Id == last ? last : null, removed);
    }

    /// <summary>Removes a batch of links that are too old, of receipts whose message never came, and of messages that are kept no longer.</summary>
    /// <returns>How many rows went, and whether there may be more.</returns>
    public async Task<(int Removed, bool More)> RemoveOthersAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parameters = new
        {
            linkBefore = Before(now, options.Value.LinkDays),
            receiptBefore = (now - Ticks.WaitForLink).ToUnixTimeMilliseconds(),
            messageBefore = Before(now, options.Value.MessageDays),
            Batch,
        };
        var removed = new List<int>();
        foreach (var sql in Others)
        {
            removed.Add(await writes.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, parameters, transaction), cancellationToken));
        }

        return (removed.Sum(), removed.Contains(Batch));
    }

    private async Task<IReadOnlyList<(long Id, string State, long CreatedAt, long UpdatedAt)>> ReadAsync(long after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long, string, long, long)>(
            "select id, state, created_at, updated_at from delivery where id > @after order by id limit @Batch", new { after, Batch });
        return [.. rows];
    }

    private static long Before(DateTimeOffset now, int days) => (now - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds();
}
