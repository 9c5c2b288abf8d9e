using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge;

/// <summary>Shows the agent what became of a message (Chatwoot contract 6.7).</summary>
internal sealed class StatusUpdate(ChatwootFailures failures, TimeProvider time)
{
    public async Task<DeliveryOutcome> DeliverAsync(ChatwootClient client, Integration integration, Delivery row, CancellationToken cancellationToken)
    {
        var payload = StatusPayload.FromJson(row.Payload);
        if (payload.Origin.IntegrationId != integration.Id)
        {
            return new DeliveryOutcome.Ignored("the message belongs to an inbox that is not served any more");
        }

        var began = time.GetUtcNow();
        var status = payload.Status switch
        {
            "failed" => MessageStatus.Failed,
            "read" => MessageStatus.Read,
            "sent" => MessageStatus.Sent,
            _ => MessageStatus.Delivered,
        };
        var updated = await client.Messages.UpdateStatusAsync(
            payload.Origin.ConversationId, payload.Origin.MessageId, status, payload.Error, cancellationToken);
        if (updated.IsSuccess)
        {
            return new DeliveryOutcome.Delivered();
        }

        return updated.Error.Kind == ChatwootErrorKind.NotFound
            ? new DeliveryOutcome.Ignored("the message or its conversation was deleted in Chatwoot")
            : failures.Judge(integration, row, updated.Error, messagePosted: false, began);
    }
}
