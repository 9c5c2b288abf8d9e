using System.Globalization;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;

namespace Ponte.Gateway.Ledger;

/// <summary>The ids that a delivery's message has on both sides, as far as they are known.</summary>
internal sealed class DeliverySides(MessageLinkStore links, IntegrationStore integrations)
{
    // Their target id begins with the id of the message that they are about.
    private static readonly string[] AboutMessage = [DeliveryKind.Edit, DeliveryKind.Delete, DeliveryKind.Reaction, DeliveryKind.Vote, DeliveryKind.Note, DeliveryKind.Media];

    /// <summary>What is on WhatsApp and what is in Chatwoot; null where nothing is known.</summary>
    public async Task<(WhatsAppSide? WhatsApp, ChatwootSide? Chatwoot)> FindAsync(LedgerRow row, CancellationToken cancellationToken)
    {
        var origin = OriginOf(row);
        var whatsAppId = WhatsAppIdOf(row);
        var linked = whatsAppId is null ? [] : await links.FindAsync(row.InstanceId, row.ChatId, whatsAppId, cancellationToken);
        if (linked.Count == 0 && origin is not null && whatsAppId is null)
        {
            linked = await links.FindByChatwootAsync(origin.IntegrationId, origin.MessageId, cancellationToken);
        }

        // The file of a message that came late is a message of its own in Chatwoot.
        var link = linked.Count == 0 ? null : linked[row.Kind == DeliveryKind.Media ? ^1 : 0];
        var messageId = whatsAppId ?? link?.Link.WhatsAppId;
        origin = link is { Link.ChatwootMessageId: > 0 } ? new ChatwootOrigin(link.Link.IntegrationId, link.Link.ConversationId, link.Link.ChatwootMessageId) : origin;
        return (messageId is null ? null : new WhatsAppSide(messageId, row.ChatJid), origin is null ? null : await DescribeAsync(origin, cancellationToken));
    }

    private async Task<ChatwootSide> DescribeAsync(ChatwootOrigin origin, CancellationToken cancellationToken)
    {
        var integration = await integrations.FindAsync(origin.IntegrationId, cancellationToken);
        return new ChatwootSide(integration?.BaseUrl, integration?.AccountId, integration?.InboxId, origin.ConversationId == 0 ? null : origin.ConversationId, origin.MessageId);
    }

    private static string? WhatsAppIdOf(LedgerRow row)
    {
        if (row.Destination is Destination.WhatsApp or Destination.S3 || row.Kind == DeliveryKind.Message || row is { Kind: DeliveryKind.Event, ChatId: not 0 })
        {
            return row.TargetId;
        }

        return AboutMessage.Contains(row.Kind, StringComparer.Ordinal) && row.TargetId.Split(':') is [{ Length: > 0 } message, _, ..] ? message : null;
    }

    // An agent's message names itself in the key, and its conversation in the payload while that is kept.
    private static ChatwootOrigin? OriginOf(LedgerRow row)
    {
        if (row.SourceKey.Split(':') is not ["cw" or "status", var integration, var message, _, ..]
            || !long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var messageId))
        {
            return null;
        }

        var known = row.Payload.Length == 0 ? null
            : row.Destination == Destination.WhatsApp ? OutgoingPayload.FromJson(row.Payload).Origin
            : row.Kind == DeliveryKind.Status ? StatusPayload.FromJson(row.Payload).Origin : null;
        return known ?? new ChatwootOrigin(integration, 0, messageId);
    }
}
