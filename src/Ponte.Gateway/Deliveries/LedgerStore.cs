using System.Globalization;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Deliveries;

/// <summary>What people ask of the rows: which there are, and what became of one.</summary>
internal sealed class LedgerStore(Database database)
{
    private const string Columns =
        """
        d.id, d.instance_id, coalesce(c.merged_into, d.chat_id) as chat_id, d.chat_id as lane_chat_id, d.destination, d.kind, d.source_key, d.target_id, d.state, d.attempts,
        d.next_attempt_at, d.failure_code, d.failure_reason, d.certain, d.created_at, d.updated_at, d.received_at, d.replayed_at,
        (select a.jid from chat_alias a where a.instance_id = d.instance_id and a.chat_id = coalesce(c.merged_into, d.chat_id)
            order by a.seen_at desc, case when a.jid like '%@lid' then 1 else 0 end, a.jid limit 1) as chat_jid,
        case when d.state = 'pending' then (select min(h.id) from delivery h where h.instance_id = d.instance_id and h.chat_id = d.chat_id
            and h.destination = d.destination and h.state = 'pending' and h.id < d.id) end as waits_behind
        """;

    // No index by instance: from the newest row down, or through the chat's index, so that a page costs a page. SQLite would sort all rows of the instance instead.
    private const string AnyOfInstance = "d.instance_id || '' = @InstanceId";

    private const string OfInstance = "d.instance_id = @InstanceId";

    /// <summary>The rows that a filter chooses, newest first.</summary>
    public async Task<IReadOnlyList<LedgerRow>> ListAsync(LedgerFilter filter, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<LedgerRow>(
            $"""
            select {Columns}
            from (select d.id from delivery d where {string.Join(" and ", Conditions(filter))} order by d.id desc limit @Limit) page
            join delivery d on d.id = page.id left join chat c on c.id = d.chat_id order by d.id desc
            """,
            new { filter.InstanceId, filter.Destination, filter.Kind, filter.MessageId, Before = filter.Before ?? long.MaxValue, filter.Limit, ChatwootId = ChatwootId(filter), filter.IntegrationId, Prefix = Prefix(filter) });
        return [.. rows];
    }

    /// <summary>One row with its payload; null when the instance has none of this id.</summary>
    public async Task<LedgerRow?> FindAsync(string instanceId, long id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<LedgerRow>(
            $"select {Columns}, d.payload from delivery d left join chat c on c.id = d.chat_id where d.id = @id and d.instance_id = @instanceId", new { instanceId, id });
    }

    /// <summary>The attempts at a row that did not deliver, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerAttempt>> AttemptsAsync(long id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<LedgerAttempt>(
            "select code, reason, certain, times, first_at, last_at from delivery_attempt where delivery_id = @id order by number", new { id });
        return [.. rows];
    }

    /// <summary>Since when the oldest waiting row of an instance waits: the other side's time of it, or that of its replay; null when nothing waits.</summary>
    public async Task<DateTimeOffset?> OldestUndeliveredAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var oldest = await connection.QuerySingleAsync<long?>(
            "select min(coalesce(replayed_at, received_at)) from delivery where instance_id = @instanceId and state = 'pending'", new { instanceId });
        return oldest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }

    /// <summary>The waiting row that <see cref="OldestUndeliveredAsync"/> tells the time of; null when nothing waits.</summary>
    public async Task<LedgerRow?> OldestWaitingAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<LedgerRow>(
            $"""
            select {Columns}
            from (select id from delivery where instance_id = @instanceId and state = 'pending' order by coalesce(replayed_at, received_at), id limit 1) oldest
            join delivery d on d.id = oldest.id left join chat c on c.id = d.chat_id
            """,
            new { instanceId });
    }

    /// <summary>How many rows of an instance wait and how many have failed: from their indexes, and no further than to <paramref name="most"/>.</summary>
    public async Task<(long Waiting, long Failed)> CountAsync(string instanceId, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<(long, long)>(
            """
            select (select count(*) from (select 1 as one from delivery where instance_id = @instanceId and state = 'pending' limit @most) p),
                (select count(*) from (select 1 as one from delivery where instance_id = @instanceId and state = 'failed' limit @most) f)
            """,
            new { instanceId, most });
    }

    private static IEnumerable<string> Conditions(LedgerFilter filter)
    {
        yield return filter is { MessageId: null, State: null or DeliveryState.Done } ? AnyOfInstance : OfInstance;
        yield return "d.id < @Before";
        if (filter.State is { } state)
        {
            // A literal: partial indexes answer for nothing else.
            yield return $"d.state = '{DeliveryState.All.Single(known => known == state)}'";
        }

        if (filter.Chats is { } chats)
        {
            yield return LaneSelection.OfChats("d.chat_id", chats);
        }

        if (filter.Destination is { } destination)
        {
            yield return LaneSelection.Of("d.destination", destination);
        }

        if (filter.Kind is not null)
        {
            yield return "d.kind = @Kind";
        }

        if (filter.MessageId is not null)
        {
            yield return $"d.id in (select t.id from delivery t where t.instance_id = @InstanceId and t.target_id = @MessageId{(ChatwootId(filter) is null ? "" : OfChatwoot)})";
        }
    }

    // Parts that are not sent yet have no link; their keys begin alike.
    private const string OfChatwoot =
        """

            union select t.id from delivery t join message_link l on l.instance_id = t.instance_id and l.whatsapp_id = t.target_id
                where l.integration_id = @IntegrationId and l.chatwoot_message_id = @ChatwootId and t.instance_id = @InstanceId
            union select t.id from delivery t
                where t.instance_id = @InstanceId and t.destination = 'whatsapp' and substr(t.source_key, 1, length(@Prefix)) = @Prefix
        """;

    private static long? ChatwootId(LedgerFilter filter) =>
        filter.IntegrationId is not null && long.TryParse(filter.MessageId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string? Prefix(LedgerFilter filter) => ChatwootId(filter) is { } id ? PartKey.PrefixOf(filter.IntegrationId!, id) : null;
}
