using System.Globalization;
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

    /// <summary>Which of these messages stand on WhatsApp, or are still to be sent, without a deletion.</summary>
    public async Task<IReadOnlySet<long>> StandingAsync(Integration integration, IReadOnlyList<long> messages, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var shown = await connection.QueryAsync<long>(
            "select chatwoot_message_id from message_link where integration_id = @Id and chatwoot_message_id in @messages and from_me = 1 and deleted = 0",
            new { integration.Id, messages });
        var unsent = await connection.QueryAsync<string>(
            """
            select d.source_key from delivery d
            where d.instance_id = @InstanceId and d.destination = 'whatsapp' and d.source_key in @keys and d.state <> 'done'
                and not exists (select 1 from delivery x
                    where x.instance_id = d.instance_id and x.destination = 'whatsapp' and x.kind = 'delete'
                        and x.source_key = replace(d.source_key || '|', ':0:0|', ':delete:' || d.target_id))
            """,
            new { integration.InstanceId, keys = messages.Select(message => OutgoingRows.Key(new ChatwootOrigin(integration.Id, 0, message), 0)) });
        return shown.Concat(unsent.Select(MessageOf)).ToHashSet();
    }

    /// <summary>Messages whose newest revision failed, and which Chatwoot was shown as failed before <paramref name="askedAt"/>: as "sent" they were retried.</summary>
    public async Task<IReadOnlyList<ReplyPlace>> ShownFailedAsync(Integration integration, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var failed = (await connection.QueryAsync<(string SourceKey, string Payload)>(
            """
            select f.source_key, f.payload from delivery f
            join delivery s on s.instance_id = f.instance_id and s.destination = 'chatwoot' and s.source_key = 'status:' || f.target_id || ':failed'
            where f.instance_id = @InstanceId and f.destination = 'whatsapp' and f.kind = 'message' and f.state = 'failed' and f.updated_at > @since
                and s.state = 'done' and s.failure_reason is null and s.updated_at >= f.updated_at and s.updated_at < @askedAt
            order by f.updated_at desc limit @MaxFailed
            """,
            new { integration.InstanceId, since = Before(Retryable), askedAt = askedAt.ToUnixTimeMilliseconds(), MaxFailed })).AsList();
        var retried = (await connection.QueryAsync<string>(
            "select source_key from delivery where instance_id = @InstanceId and destination = 'whatsapp' and source_key in @next",
            new { integration.InstanceId, next = failed.Select(row => OutgoingRows.NextRevision(row.SourceKey)) })).ToHashSet();
        return [.. Places(integration, failed.Where(row => !retried.Contains(OutgoingRows.NextRevision(row.SourceKey))).Select(row => row.Payload))];
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
        return [.. Places(integration, payloads)];
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

    private static IEnumerable<ReplyPlace> Places(Integration integration, IEnumerable<string> payloads) => payloads
        .Select(payload => OutgoingPayload.FromJson(payload).Origin)
        .OfType<ChatwootOrigin>()
        .Where(origin => origin.IntegrationId == integration.Id)
        .Select(origin => new ReplyPlace(origin.ConversationId, origin.MessageId))
        .Distinct();

    private static long MessageOf(string sourceKey) => long.Parse(sourceKey.Split(':')[^3], CultureInfo.InvariantCulture);

    private long Before(TimeSpan age) => (time.GetUtcNow() - age).ToUnixTimeMilliseconds();
}
