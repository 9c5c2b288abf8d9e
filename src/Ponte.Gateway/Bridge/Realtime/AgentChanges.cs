using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Stores what an agent did to a message that stands, whichever way it was heard. Keys absorb what comes again.</summary>
internal sealed class AgentChanges(DeliveryQueue queue, OutgoingRows rows, MessageLinkStore links, AgentMessages messages, AgentRetries retries)
{
    /// <summary>A message was deleted. Parts that wait are deleted as well: their deletion, behind them in the lane, keeps them from being sent.</summary>
    public async Task DeleteAsync(Integration integration, Message message, CancellationToken cancellationToken)
    {
        var origin = Origin(integration, message);
        var linked = await links.FindByChatwootAsync(integration.Id, message.Id, cancellationToken);
        var known = await rows.TargetsAsync(integration.InstanceId, origin, cancellationToken);
        var gone = linked.Where(link => link.IsDeleted || !link.Link.FromMe).Select(link => link.Link.WhatsAppId).ToHashSet();
        var targets = known.Concat(linked.Select(link => (link.ChatId, Target: link.Link.WhatsAppId))).Where(part => !gone.Contains(part.Target)).Distinct().ToList();
        var deletions = targets.Select(part => rows.Deletion(new LaneKey(integration.InstanceId, part.ChatId, Destination.WhatsApp), origin, part.Target));
        await queue.EnqueueAsync(
            [.. deletions],
            transaction => MessageLinkStore.MarkDeletedAsync(transaction, integration.InstanceId, [.. targets.Select(part => part.Target)]),
            cancellationToken);
    }

    /// <summary>Chatwoot's Retry of a message that had failed: as old as the Retry, whenever it was written.</summary>
    public async Task RetryAsync(Integration integration, Message message, CancellationToken cancellationToken)
    {
        if (!await retries.EnqueueAsync(integration, message, cancellationToken))
        {
            await messages.EnqueueAsync(integration, [message with { CreatedAt = null }], null, cancellationToken);
        }
    }

    private static ChatwootOrigin Origin(Integration integration, Message message) => new(integration.Id, message.ConversationId ?? 0, message.Id);
}
