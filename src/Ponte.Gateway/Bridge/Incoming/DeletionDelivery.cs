using Microsoft.Extensions.Options;
using Ponte.Chatwoot;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>Carries a deletion for everyone to Chatwoot: every copy of the message goes, or a note says what happened.</summary>
internal sealed class DeletionDelivery(
    ShownLinks links, MessageLinkStore store, MessageDelivery messages, ChatwootFailures failures, IOptions<BridgeOptions> options, TimeProvider time)
{
    public async Task<DeliveryOutcome> DeliverAsync(ChatwootClient client, Integration integration, DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        var deletion = (MessageDeleted)EventJson.Read(row.Payload);
        var found = await links.FindAsync(integration, row.Lane, deletion.Target, cancellationToken);
        if (found.Count == 0)
        {
            return new DeliveryOutcome.Ignored("the message is not in Chatwoot");
        }

        // In a group it may have been an administrator; who is one is not known here, so the message stays and a note tells.
        var isWriter = ShownLinks.IsWriter(found[0].Link, deletion);
        if (!isWriter && deletion.Chat.Kind != ChatKind.Group)
        {
            return new DeliveryOutcome.Ignored("somebody else wrote the message");
        }

        var byNote = !isWriter || (found[0].Link.Kind != MessageLink.Placeholder && (options.Value.OnDelete == DeletionDisplay.Note || found[0].Link.Parts > 1));
        if (byNote && found.All(stored => stored.IsDeleted) && row.Attempts == 0 && !attempt.MayHaveArrived)
        {
            return new DeliveryOutcome.Ignored("it was deleted in Chatwoot");
        }

        // First of all, so that Chatwoot's echo finds it noted.
        if (isWriter)
        {
            await store.MarkDeletedAsync(row.Lane.InstanceId, row.Lane.ChatId, deletion.Target.Value, cancellationToken);
        }

        return byNote
            ? await messages.DeliverAsync(client, integration, attempt, cancellationToken)
            : await DeleteAsync(client, integration, row, found, cancellationToken);
    }

    private async Task<DeliveryOutcome> DeleteAsync(
        ChatwootClient client, Integration integration, Delivery row, IReadOnlyList<StoredLink> found, CancellationToken cancellationToken)
    {
        foreach (var link in found.Select(stored => stored.Link).DistinctBy(link => link.ChatwootMessageId))
        {
            var began = time.GetUtcNow();
            var deleted = await client.Messages.DeleteAsync(link.ConversationId, link.ChatwootMessageId, cancellationToken);
            if (!deleted.IsSuccess && deleted.Error.Kind != ChatwootErrorKind.NotFound)
            {
                return failures.Judge(integration, row, deleted.Error, messagePosted: false, began);
            }
        }

        return new DeliveryOutcome.Delivered();
    }
}
