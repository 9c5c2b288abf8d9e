namespace Ponte.Gateway.Deliveries;

/// <summary>A row to be: one message on the other side.</summary>
/// <param name="Lane">The lane it joins at the end.</param>
/// <param name="Kind">A <see cref="DeliveryKind"/>.</param>
/// <param name="SourceKey">Names the fact; the same fact again is absorbed (unique per instance and destination).</param>
/// <param name="TargetId">The id it will have on the other side: the WhatsApp message id, or Chatwoot's <c>source_id</c>.</param>
/// <param name="Payload">What the target needs, as JSON.</param>
internal sealed record NewDelivery(LaneKey Lane, string Kind, string SourceKey, string TargetId, string Payload)
{
    public override string ToString() => $"{Kind} for {Lane}";
}
