namespace Ponte.Gateway.Deliveries;

/// <summary>A pending row of a lane.</summary>
/// <param name="Id">Its place in the lane.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Kind">A <see cref="DeliveryKind"/>.</param>
/// <param name="TargetId">The id on the other side, fixed when the row was inserted.</param>
/// <param name="Payload">JSON for the target.</param>
/// <param name="Attempts">Attempts that counted.</param>
/// <param name="NextAttemptAt">Not to be tried before.</param>
/// <param name="Certain">False when an earlier attempt may have arrived.</param>
/// <param name="CreatedAt">When it was enqueued.</param>
/// <param name="ReceivedAt">When WhatsApp, or Chatwoot, had the fact; later when a person asked for it once more.</param>
/// <param name="TraceParent">The W3C trace context in which it was enqueued, null when nobody traced.</param>
internal sealed record Delivery(
    long Id,
    LaneKey Lane,
    string Kind,
    string TargetId,
    string Payload,
    int Attempts,
    DateTimeOffset NextAttemptAt,
    bool Certain,
    DateTimeOffset CreatedAt,
    DateTimeOffset ReceivedAt,
    string? TraceParent)
{
    /// <summary>When a person asked for it once more; null when nobody did.</summary>
    public DateTimeOffset? ReplayedAt { get; init; }

    public override string ToString() => $"delivery {Id} ({Kind}) of {Lane}";
}
