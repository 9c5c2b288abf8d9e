using System.Data.Common;
using Dapper;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Telemetry;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// The durable queue. A fact is safe once <see cref="EnqueueAsync"/> has returned; the same fact again is absorbed by the unique key,
/// for good: a message that is linked already is not enqueued even when its row has left the table.
/// </summary>
internal sealed class DeliveryQueue(Database database, WriteQueue writes, LaneWaker lanes, SecretBox secrets, DeliveryMetrics metrics, SettledRows settled, TimeProvider time)
{
    private const string Columns =
        "id, instance_id, chat_id, destination, kind, target_id, payload, attempts, next_attempt_at, certain, created_at, received_at, replayed_at, trace_parent";

    /// <summary>Stores what is new of <paramref name="rows"/>, in their order, then wakes their lanes.</summary>
    /// <param name="rows">One row per message on the other side.</param>
    /// <param name="alongside">Written in the same transaction, for example a cursor.</param>
    /// <param name="cancellationToken">Gives up waiting for a place among the writers.</param>
    /// <returns>How many rows were new.</returns>
    public async Task<int> EnqueueAsync(IReadOnlyList<NewDelivery> rows, Func<DbTransaction, Task>? alongside, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var added = await writes.WriteAsync(
            async transaction =>
            {
                var fresh = await InsertAsync(transaction, rows);
                if (alongside is not null)
                {
                    await alongside(transaction);
                }

                FaultPoint.Pass(FaultPoint.Enqueuing);
                return fresh;
            },
            cancellationToken);
        FaultPoint.Pass(FaultPoint.Enqueued);
        NoteStored(added, began);
        lanes.Wake(added.Select(row => row.Lane));
        return added.Count;
    }

    /// <summary>
    /// Stores what is new of <paramref name="rows"/> in a transaction of the caller's. Their lanes are not woken: the sweeper finds them, or the caller
    /// wakes them when it has committed.
    /// </summary>
    /// <returns>The rows that were new, each in the lane where it is.</returns>
    public async Task<IReadOnlyList<NewDelivery>> InsertAsync(DbTransaction transaction, IReadOnlyList<NewDelivery> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var merged = await MergedChats.OfAsync(transaction, rows);
        var fresh = new List<NewDelivery>(rows.Count);
        foreach (var row in rows.Select(merged.Follow))
        {
            if (!await merged.IsKnownAsync(transaction, row) && await InsertAsync(transaction, row))
            {
                fresh.Add(row);
                Traces.MarkStored(row.Trace);
            }
        }

        return fresh;
    }

    /// <summary>The oldest pending rows of a lane; none while another chat is being merged into the lane's own, or when that was merged away itself.</summary>
    public async Task<IReadOnlyList<Delivery>> ReadLaneAsync(LaneKey lane, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeliveryRow>(
            $"""
            select {Columns} from delivery
            where instance_id = @InstanceId and chat_id = @ChatId and destination = @Destination and state = 'pending'
                and not exists (select 1 from chat_merge m where m.older_id = @ChatId)
                and not exists (select 1 from chat c where c.id = @ChatId and c.merged_into is not null)
            order by id limit @limit
            """,
            new { lane.InstanceId, lane.ChatId, lane.Destination, limit });
        return [.. rows.Select(row => row.ToDelivery())];
    }

    /// <summary>
    /// Marks a row done, ties the ids of both sides together and enqueues what follows, in one transaction. The payload is not needed any more and is cleared.
    /// A row that was given up while it was in flight is done all the same once it has arrived.
    /// </summary>
    public Task CompleteAsync(Delivery row, DeliveryOutcome.Delivered delivered, CancellationToken cancellationToken) =>
        CompleteAsync(row, delivered, null, cancellationToken);

    /// <summary>Marks a row done that there was nothing to do for.</summary>
    public Task CompleteAsync(Delivery row, DeliveryOutcome.Ignored ignored, CancellationToken cancellationToken) =>
        CompleteAsync(row, new DeliveryOutcome.Delivered(), ignored.Reason, cancellationToken);

    /// <summary>Stores how far messages of this number got, and enqueues the ticks that follow, in one transaction.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="chatId">The chat.</param>
    /// <param name="messages">WhatsApp ids.</param>
    /// <param name="level">How far.</param>
    /// <param name="cancellationToken">Gives up waiting for a place among the writers.</param>
    public async Task ReceiveAsync(string instanceId, long chatId, IReadOnlyList<string> messages, ReceiptLevel level, CancellationToken cancellationToken)
    {
        var chat = new LaneKey(instanceId, chatId, Destination.Chatwoot);
        var began = time.GetUtcNow();
        var added = await writes.WriteAsync(
            async transaction => await InsertAsync(transaction, await Ticks.RaiseAsync(transaction, chat, messages, level, Now())), cancellationToken);
        NoteStored(added, began);
        lanes.Wake(added.Select(fresh => fresh.Lane));
    }

    /// <summary>Lets a row, and so its lane, wait.</summary>
    public Task PostponeAsync(Delivery row, DeliveryFailure failure, int attempts, DateTimeOffset until, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            async transaction =>
            {
                var waits = await transaction.Connection!.ExecuteAsync(
                    """
                    update delivery set attempts = @attempts, next_attempt_at = @until, failure_code = @Code, failure_reason = @Reason,
                        certain = @certain, updated_at = @now
                    where id = @Id and state = 'pending'
                    """,
                    new
                    {
                        row.Id,
                        attempts,
                        until = until.ToUnixTimeMilliseconds(),
                        failure.Code,
                        failure.Reason,
                        certain = failure.Certain ? 1 : 0,
                        now = Now(),
                    },
                    transaction);
                if (waits == 1)
                {
                    await AttemptLog.AddAsync(transaction, row.Id, failure, Now());
                }
            },
            cancellationToken);

    /// <summary>
    /// Gives a row up and enqueues what makes that visible, in one transaction. The payload stays for a replay. A row that a person discarded meanwhile stays so.
    /// </summary>
    public async Task FailAsync(Delivery row, DeliveryFailure failure, IReadOnlyList<NewDelivery> followUps, CancellationToken cancellationToken)
    {
        var added = await writes.WriteAsync(
            async transaction =>
            {
                var gaveUp = await transaction.Connection!.ExecuteAsync(
                    """
                    update delivery set state = 'failed', attempts = attempts + 1, failure_code = @Code, failure_reason = @Reason,
                        certain = @certain, updated_at = @now
                    where id = @Id and state = 'pending'
                    """,
                    new { row.Id, failure.Code, failure.Reason, certain = failure.Certain ? 1 : 0, now = Now() },
                    transaction);
                if (gaveUp == 0)
                {
                    return [];
                }

                await AttemptLog.AddAsync(transaction, row.Id, failure, Now());
                return await InsertAsync(transaction, followUps);
            },
            cancellationToken);
        settled.Tell(row);
        lanes.Wake(added.Select(fresh => fresh.Lane));
    }

    private async Task CompleteAsync(Delivery row, DeliveryOutcome.Delivered delivered, string? note, CancellationToken cancellationToken)
    {
        var added = await writes.WriteAsync(
            async transaction =>
            {
                var wasGivenUp = await MarkDoneAsync(transaction, row, note);
                var ticks = new List<NewDelivery>();
                foreach (var link in delivered.Links)
                {
                    await LinkAsync(transaction, row.Lane, link);
                    if (link.FromMe)
                    {
                        ticks.AddRange(await Ticks.SentAsync(transaction, row, link, wasGivenUp));
                        ticks.AddRange(await Ticks.CatchUpAsync(transaction, row.Lane, link));
                    }
                }

                if (delivered.Alongside is { } alongside)
                {
                    await alongside(transaction);
                }

                FaultPoint.Pass(FaultPoint.Completing);
                return await InsertAsync(transaction, [.. delivered.FollowUps, .. ticks]);
            },
            cancellationToken);
        FaultPoint.Pass(FaultPoint.Completed);
        delivered.Afterwards?.Invoke();
        settled.Tell(row);
        lanes.Wake(added.Select(fresh => fresh.Lane));
    }

    // True when the row was failed or discarded while it was in flight. What turned out to be needless then stays as it is.
    private async Task<bool> MarkDoneAsync(DbTransaction transaction, Delivery row, string? note)
    {
        const string Update = "update delivery set state = 'done', payload = '', certain = 1, failure_code = null, failure_reason = @note, updated_at = @now";
        var parameters = new { row.Id, note, now = Now() };
        return await transaction.Connection!.ExecuteAsync($"{Update} where id = @Id and state = 'pending'", parameters, transaction) == 0
            && note is null
            && await transaction.Connection!.ExecuteAsync($"{Update} where id = @Id and state in ('failed', 'discarded')", parameters, transaction) == 1;
    }

    private void NoteStored(IReadOnlyList<NewDelivery> added, DateTimeOffset began)
    {
        var now = time.GetUtcNow();
        foreach (var row in added)
        {
            Traces.Stored(row.Trace, began, row.Lane.Destination, row.Kind, row.Lane.ChatId);
            if (row.ReceivedAt is { } received)
            {
                metrics.Passed(Hop.Stored, row.Lane.Destination, now - received);
            }
        }
    }

    private async Task<bool> InsertAsync(DbTransaction transaction, NewDelivery row) =>
        await transaction.Connection!.ExecuteAsync(
            """
            insert into delivery (instance_id, chat_id, destination, kind, source_key, target_id, payload, state, attempts,
                next_attempt_at, certain, created_at, updated_at, received_at, trace_parent)
            select @InstanceId, @ChatId, @Destination, @Kind, @SourceKey, @TargetId, @Payload, 'pending', 0, @now,
                case when @Destination = 'chatwoot' and exists (select 1 from restore where doubt_until > @receivedAt) then 0 else 1 end,
                @now, @now, @receivedAt, @trace
            where not exists (select 1 from message_link l
                where l.instance_id = @InstanceId and l.chat_id = @ChatId and l.whatsapp_id = @TargetId and @Kind = 'message')
            on conflict do nothing
            """,
            new
            {
                row.Lane.InstanceId,
                row.Lane.ChatId,
                row.Lane.Destination,
                row.Kind,
                row.SourceKey,
                row.TargetId,
                row.Payload,
                now = Now(),
                receivedAt = row.ReceivedAt?.ToUnixTimeMilliseconds() ?? Now(),
                trace = row.Trace?.Id,
            },
            transaction) == 1;

    private Task<int> LinkAsync(DbTransaction transaction, LaneKey lane, MessageLink link) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into message_link (instance_id, chat_id, whatsapp_id, part, parts, from_me, participant, kind, sent_at, snippet_encrypted, status_level,
                integration_id, conversation_id, chatwoot_message_id, created_at)
            values (@InstanceId, @ChatId, @WhatsAppId, @Part, @Parts, @fromMe, @Participant, @Kind, @sentAt, @snippet, 0,
                @IntegrationId, @ConversationId, @ChatwootMessageId, @now)
            on conflict do nothing
            """,
            new
            {
                lane.InstanceId,
                lane.ChatId,
                link.WhatsAppId,
                link.Part,
                link.Parts,
                fromMe = link.FromMe ? 1 : 0,
                link.Participant,
                link.Kind,
                sentAt = link.SentAt.ToUnixTimeMilliseconds(),
                snippet = link.Snippet is { Length: > 0 } text ? Seal(lane, link, text) : null,
                link.IntegrationId,
                link.ConversationId,
                link.ChatwootMessageId,
                now = Now(),
            },
            transaction);

    private string Seal(LaneKey lane, MessageLink link, string snippet) =>
        secrets.Seal(snippet.Length <= MessageLink.MaxSnippet ? snippet : snippet[..MessageLink.MaxSnippet], MessageLinkStore.SnippetContext(lane.InstanceId, link.WhatsAppId));

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
