using System.Data.Common;
using Dapper;

namespace Ponte.Gateway.Deliveries;

/// <summary>The merges that concern rows which are about to be stored: where they belong, and under which older names their fact may be known.</summary>
internal sealed class MergedChats
{
    private readonly IReadOnlyList<(long Younger, long Older)> _merges;

    private MergedChats(IReadOnlyList<(long Younger, long Older)> merges) => _merges = merges;

    public static async Task<MergedChats> OfAsync(DbTransaction transaction, IReadOnlyList<NewDelivery> rows)
    {
        var chats = string.Join(", ", rows.Select(row => row.Lane.ChatId).Distinct());
        var merges = await transaction.Connection!.QueryAsync<(long, long)>(
            $"select id, merged_into from chat where merged_into is not null and (id in ({chats}) or merged_into in ({chats}))", transaction: transaction);
        return new MergedChats([.. merges]);
    }

    /// <summary>The row in the chat that goes on.</summary>
    public NewDelivery Follow(NewDelivery row) =>
        _merges.Where(merge => merge.Younger == row.Lane.ChatId).Select(merge => row.In(merge.Older)).FirstOrDefault(row);

    /// <summary>Whether a message was stored for a chat that has been merged into the row's since.</summary>
    public async Task<bool> IsKnownAsync(DbTransaction transaction, NewDelivery row)
    {
        foreach (var (younger, _) in _merges.Where(merge => merge.Older == row.Lane.ChatId))
        {
            var before = row.In(younger);
            if (before.SourceKey != row.SourceKey && await transaction.Connection!.QuerySingleOrDefaultAsync<long?>(
                "select id from delivery where instance_id = @InstanceId and destination = @Destination and source_key = @SourceKey",
                new { row.Lane.InstanceId, row.Lane.Destination, before.SourceKey },
                transaction) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
