namespace Ponte.Gateway.Deliveries;

// What Dapper reads: column names without underscores.
internal sealed class DeliveryRow
{
    public long Id { get; init; }

    public string InstanceId { get; init; } = "";

    public long ChatId { get; init; }

    public string Destination { get; init; } = "";

    public string Kind { get; init; } = "";

    public string TargetId { get; init; } = "";

    public string Payload { get; init; } = "";

    public long Attempts { get; init; }

    public long NextAttemptAt { get; init; }

    public long Certain { get; init; }

    public long CreatedAt { get; init; }

    public long ReceivedAt { get; init; }

    public long? ReplayedAt { get; init; }

    public string? TraceParent { get; init; }

    public Delivery ToDelivery() => new(
        Id,
        new LaneKey(InstanceId, ChatId, Destination),
        Kind,
        TargetId,
        Payload,
        (int)Attempts,
        DateTimeOffset.FromUnixTimeMilliseconds(NextAttemptAt),
        Certain != 0,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(ReplayedAt ?? ReceivedAt),
        TraceParent)
    {
        ReplayedAt = ReplayedAt is { } replayedAt ? DateTimeOffset.FromUnixTimeMilliseconds(replayedAt) : null,
    };
}
