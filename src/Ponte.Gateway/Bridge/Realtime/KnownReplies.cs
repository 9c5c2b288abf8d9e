using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>What Ponte knows of agents' messages that Chatwoot may have changed since: those on WhatsApp, those that wait and those that failed.</summary>
internal sealed class KnownReplies(Database database, TimeProvider time)
{
    /// <summary>How long WhatsApp deletes a message for everyone: two days and a half. Older deletions would change nothing there.</summary>
    public static readonly TimeSpan Deletable = TimeSpan.FromHours(60);

    /// <summary>How long a Retry that nothing told of is looked for.</summary>
    public static readonly TimeSpan Retryable = TimeSpan.FromDays(7);

    private const int MaxWaiting = 5_000;
    private const int MaxFailed = 2_000;

    /// <summary>Those of these messages that have rows, whatever became of them.</summary>
    public async Task<IReadOnlySet<long>> AmongAsync(Integration integration, IReadOnlyCollection<long> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return new HashSet<long>();
        }

        // One parameter each: Dapper's lists are written differently for the two databases.
        var keys = messages.ToDictionary(message => OutgoingRows.Key(new ChatwootOrigin(integration.Id, 0, message), 0));
        var parameters = new DynamicParameters(new { integration.InstanceId });
        var names = keys.Keys.Select((key, number) =>
        {
            parameters.Add($"key{number}", key);
            return $"@key{number}";
        });
        await using var connection = await database.OpenAsync(cancellationToken);
        var found = await connection.QueryAsync<string>(
            $"select source_key from delivery where instance_id = @InstanceId and destination = 'whatsapp' and source_key in ({string.Join(", ", names)})",
            parameters);
        return found.Select(key => keys[key]).ToHashSet();
    }

    /// <summary>Whether a message stands on WhatsApp, or is still to be sent, without a deletion.</summary>
    public async Task<bool> StandsAsync(Integration integration, long message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<long?>(
            """
            select 1 from message_link where integration_id = @Id and chatwoot_message_id = @message and from_me = 1 and deleted = 0
            union all
            select 1 from delivery d
            where d.instance_id = @InstanceId and d.destination = 'whatsapp' and d.source_key = @first and d.state <> 'done'
                and not exists (select 1 from delivery x
                    where x.instance_id = d.instance_id and x.destination = 'whatsapp' and x.source_key = @deletion || d.target_id)
            """,
            new
            {
                integration.Id,
                integration.InstanceId,
                message,
                first = OutgoingRows.Key(new ChatwootOrigin(integration.Id, 0, message), 0),
                deletion = OutgoingRows.DeletionKey(new ChatwootOrigin(integration.Id, 0, message), ""),
            }) is not null;
    }

    /// <summary>
    /// Messages whose newest revision failed, and which Chatwoot was shown as failed before <paramref name="askedAt"/>: one that it shows as sent was retried.
    /// </summary>
    /// <param name="integration">Whose.</param>
    /// <param name="askedAt">Before Chatwoot was asked.</param>
    /// <param name="among">Only these messages; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ReplyPlace>> ShownFailedAsync(
        Integration integration, DateTimeOffset askedAt, IReadOnlySet<long>? among, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string SourceKey, string Payload)>(
            """
            select f.source_key, f.payload from delivery f
            join delivery s on s.instance_id = f.instance_id and s.destination = 'chatwoot' and s.source_key = 'status:' || f.target_id || ':failed'
            where f.instance_id = @InstanceId and f.destination = 'whatsapp' and f.kind = 'message' and f.state = 'failed' and f.payload <> '' and f.updated_at > @since
                and s.state = 'done' and s.failure_reason is null and s.updated_at >= f.updated_at and s.updated_at < @askedAt
            order by f.updated_at desc limit @MaxFailed
            """,
            new { integration.InstanceId, since = Before(Retryable), askedAt = askedAt.ToUnixTimeMilliseconds(), MaxFailed });
        var failed = new HashSet<ReplyPlace>();
        foreach (var (sourceKey, payload) in rows)
        {
            if (PlaceOf(integration, payload) is { } place && among?.Contains(place.MessageId) != false
                && await connection.QuerySingleOrDefaultAsync<long?>(
                    "select id from delivery where instance_id = @InstanceId and destination = 'whatsapp' and source_key = @next",
                    new { integration.InstanceId, next = PartKey.Find(sourceKey)?.Next.ToString() }) is null)
            {
                failed.Add(place);
            }
        }

        return [.. failed];
    }

    /// <summary>Messages that wait to be sent.</summary>
    public async Task<IReadOnlyList<ReplyPlace>> WaitingAsync(Integration integration, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var payloads = await connection.QueryAsync<string>(
            """
            select payload from delivery
            where instance_id = @InstanceId and destination = 'whatsapp' and state = 'pending' and kind = 'message' order by id desc limit @MaxWaiting
            """,
            new { integration.InstanceId, MaxWaiting });
        return [.. payloads.Select(payload => PlaceOf(integration, payload)).OfType<ReplyPlace>().Distinct()];
    }

    /// <summary>Conversations with messages on WhatsApp that can still be deleted there, the newest first.</summary>
    public async Task<IReadOnlyList<ReplyRange>> ShownAsync(Integration integration, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long ConversationId, long From, long To)>(
            """
            select conversation_id, min(chatwoot_message_id), max(chatwoot_message_id) from message_link
            where integration_id = @Id and from_me = 1 and deleted = 0 and chatwoot_message_id > 0 and created_at > @since
            group by conversation_id order by max(created_at) desc limit @limit
            """,
            new { integration.Id, since = Before(Deletable), limit });
        return [.. rows.Select(row => new ReplyRange(row.ConversationId, row.From, row.To))];
    }

    private static ReplyPlace? PlaceOf(Integration integration, string payload) =>
        OutgoingPayload.FromJson(payload).Origin is { } origin && origin.IntegrationId == integration.Id ? new ReplyPlace(origin.ConversationId, origin.MessageId) : null;

    private long Before(TimeSpan age) => (time.GetUtcNow() - age).ToUnixTimeMilliseconds();
}
