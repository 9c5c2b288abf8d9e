using System.Globalization;
using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages;

/// <summary>
/// The rows that a Chatwoot message led to. Their keys are <see cref="PartKey"/>s; Chatwoot's Retry makes the next revision of the parts that were given up.
/// </summary>
internal sealed class OutgoingRows(Database database, Random random)
{
    /// <summary>The key of a part as first sent.</summary>
    public static string Key(ChatwootOrigin origin, int part) => Key(origin, 0, part);

    /// <summary>The key of the deletion of what was sent under an id.</summary>
    public static string DeletionKey(ChatwootOrigin origin, string target) => $"{Prefix(origin)}delete:{target}";

    /// <summary>The deletion of one of a message's parts, in the lane behind it.</summary>
    public NewDelivery Deletion(LaneKey lane, ChatwootOrigin origin, string target) => new(
        lane,
        DeliveryKind.Delete,
        DeletionKey(origin, target),
        MessageId.Create(random).Value,
        new OutgoingPayload("", origin) { DeleteTarget = target }.ToJson());

    /// <summary>Whether an agent has deleted the message that is to be sent under this id.</summary>
    public async Task<bool> IsDeletedAsync(string instanceId, ChatwootOrigin origin, string target, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long?>(
            "select id from delivery where instance_id = @instanceId and destination = 'whatsapp' and source_key = @key",
            new { instanceId, key = DeletionKey(origin, target) }) is not null;
    }

    /// <summary>Every part of a message that was enqueued: its chat and WhatsApp id.</summary>
    public async Task<IReadOnlyList<(long ChatId, string Target)>> TargetsAsync(string instanceId, ChatwootOrigin origin, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(instanceId, origin, cancellationToken)).Select(row => (row.ChatId, row.TargetId))];

    /// <summary>
    /// The failed and discarded parts of a message once more; null when it was never enqueued, empty when none of its parts was given up. What a discarded part
    /// carried is gone: its payload is empty. Store them with <see cref="PartRevisions.SupersedeAsync"/> alongside.
    /// </summary>
    public async Task<IReadOnlyList<NewDelivery>?> GivenUpAsync(string instanceId, ChatwootOrigin origin, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(instanceId, origin, cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }

        var newest = rows.GroupBy(row => row.Part).Select(part => part.MaxBy(row => row.Revision)!);
        return
        [
            .. newest.Where(row => row.State is DeliveryState.Failed or DeliveryState.Discarded).OrderBy(row => row.Part).Select(row => new NewDelivery(
                new LaneKey(instanceId, row.ChatId, Destination.WhatsApp),
                DeliveryKind.Message,
                Key(origin, row.Revision + 1, row.Part),
                MessageId.Create(random).Value,
                row.Payload)),
        ];
    }

    private async Task<IReadOnlyList<Row>> ReadAsync(string instanceId, ChatwootOrigin origin, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            """
            select chat_id, source_key, target_id, state, payload from delivery
            where instance_id = @instanceId and destination = 'whatsapp' and kind = 'message' and source_key like @prefix || '%' order by id
            """,
            new { instanceId, prefix = Prefix(origin) });
        return [.. rows];
    }

    private static string Key(ChatwootOrigin origin, int revision, int part) => new PartKey(origin.IntegrationId, origin.MessageId, revision, part).ToString();

    private static string Prefix(ChatwootOrigin origin) => PartKey.PrefixOf(origin.IntegrationId, origin.MessageId);

    private sealed class Row
    {
        public long ChatId { get; init; }

        public string SourceKey { get; init; } = "";

        public string TargetId { get; init; } = "";

        public string State { get; init; } = "";

        public string Payload { get; init; } = "";

        public int Revision => Number(^2);

        public int Part => Number(^1);

        private int Number(Index place) => int.Parse(SourceKey.Split(':')[place], CultureInfo.InvariantCulture);
    }
}
