using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;

namespace Ponte.Gateway.Ledger;

/// <summary>Tells the agent that a message was discarded. A customer's message that is discarded leaves nothing in Chatwoot.</summary>
internal static class DiscardTick
{
    public const string Sentence = "Discarded in Ponte before it was sent.";

    public static IReadOnlyList<NewDelivery> Of(LedgerRow row)
    {
        if (row.Destination != Destination.WhatsApp || row.Kind != DeliveryKind.Message || row.Payload.Length == 0
            || OutgoingPayload.FromJson(row.Payload).Origin is not { } origin)
        {
            return [];
        }

        return
        [
            new NewDelivery(
                row.Lane with { Destination = Destination.Chatwoot },
                DeliveryKind.Status,
                $"status:{row.TargetId}:discarded",
                $"{row.TargetId}:status:failed",
                new StatusPayload(origin, "failed", Sentence).ToJson()),
        ];
    }
}
