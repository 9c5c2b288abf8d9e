using Ponte.Chatwoot;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>What was read on the phone is no longer unread in Chatwoot. What came after it is behind it in the lane, and so not there yet.</summary>
internal sealed class ReadDelivery(ConversationRefStore references, ChatwootFailures failures, TimeProvider time)
{
    public async Task<DeliveryOutcome> DeliverAsync(ChatwootClient client, Integration integration, Delivery row, CancellationToken cancellationToken)
    {
        if (await references.FindLatestAsync(integration.Id, row.Lane.ChatId, cancellationToken) is not { } reference)
        {
            return new DeliveryOutcome.Ignored("the chat has no conversation yet");
        }

        var began = time.GetUtcNow();
        var seen = await client.Conversations.UpdateLastSeenAsync(reference.ConversationId, cancellationToken);
        return seen.IsSuccess ? new DeliveryOutcome.Delivered()
            : seen.Error.Kind == ChatwootErrorKind.NotFound ? new DeliveryOutcome.Ignored("the conversation was deleted in Chatwoot")
            : failures.Judge(integration, row, seen.Error, messagePosted: false, began);
    }
}
