using Dapper;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.History;

/// <summary>Counts the messages that are kept (http-contract 5.8).</summary>
internal sealed class MessageCounts(Database database, TimeProvider time)
{
    /// <summary>The counters of several instances together, in the answer's shape.</summary>
    /// <param name="instances">Ids, one at least.</param>
    /// <param name="name">The names as they were asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<object> ReadAsync(IReadOnlyList<string> instances, string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parameters = new DynamicParameters(new { week = now.AddDays(-7).ToUnixTimeMilliseconds(), month = now.AddDays(-30).ToUnixTimeMilliseconds() });
        for (var i = 0; i < instances.Count; i++)
        {
            parameters.Add($"instance{i}", instances[i]);
        }

        var among = $"instance_id in ({string.Join(", ", instances.Select((_, i) => $"@instance{i}"))})";
        await using var connection = await database.OpenAsync(cancellationToken);
        var groups = (await connection.QueryAsync<Group>(
            $"""
            select kind, from_me, status_level, count(*) as messages, min(sent_at) as first, max(sent_at) as last,
                sum(case when sent_at >= @week then 1 else 0 end) as in_week, sum(case when sent_at >= @month then 1 else 0 end) as in_month
            from message where {among} group by kind, from_me, status_level
            """,
            parameters)).ToList();
        var contacts = await connection.QuerySingleAsync<long>(
            $"select count(*) from (select distinct instance_id, chat_id from message where {among} and chat_jid not like '%@g.us') chats", parameters);
        return new
        {
            instance = name,
            totalMessages = groups.Sum(group => group.Messages),
            sentMessages = groups.Where(group => group.FromMe == 1).Sum(group => group.Messages),
            receivedMessages = groups.Where(group => group.FromMe == 0).Sum(group => group.Messages),
            messagesByType = groups.GroupBy(group => group.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => kind.Sum(group => group.Messages)),
            messagesByStatus = groups.GroupBy(StatusOf).OrderBy(status => status.Key, StringComparer.Ordinal).ToDictionary(status => status.Key, status => status.Sum(group => group.Messages)),
            last7Days = groups.Sum(group => group.InWeek),
            last30Days = groups.Sum(group => group.InMonth),
            uniqueContacts = contacts,
            firstMessageAt = groups.Count == 0 ? (DateTime?)null : DateTimeOffset.FromUnixTimeMilliseconds(groups.Min(group => group.First)).UtcDateTime,
            lastMessageAt = groups.Count == 0 ? (DateTime?)null : DateTimeOffset.FromUnixTimeMilliseconds(groups.Max(group => group.Last)).UtcDateTime,
        };
    }

    private static string StatusOf(Group group) => MessageStatus.Of(group.FromMe == 1, (ReceiptLevel)group.StatusLevel).Text;

    private sealed class Group
    {
        public string Kind { get; init; } = "";

        public long FromMe { get; init; }

        public long StatusLevel { get; init; }

        public long Messages { get; init; }

        public long First { get; init; }

        public long Last { get; init; }

        public long InWeek { get; init; }

        public long InMonth { get; init; }
    }
}
