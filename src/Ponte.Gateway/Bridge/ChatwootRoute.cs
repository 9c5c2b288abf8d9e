using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge;

/// <summary>What an event of an instance means for its Chatwoot inbox.</summary>
internal sealed class ChatwootRoute(IntegrationStore integrations)
{
    /// <summary>The row to enqueue; null when no integration is active or it does not want this chat.</summary>
    public async ValueTask<NewDelivery?> RouteAsync(string instanceId, long chatId, MessageReceived message, CancellationToken cancellationToken)
    {
        if (await integrations.FindActiveAsync(instanceId, cancellationToken) is not { } integration || !integration.Routes(message.Chat))
        {
            return null;
        }

        if (TextOf(message.Content) is not { } text)
        {
            return null;
        }

        // In a group the participant is shown by number where one is known.
        var sender = message.Sender.PhoneNumber is null && message.SenderAlias is { PhoneNumber: not null } byNumber ? byNumber : message.Sender;
        var payload = new IncomingPayload(
            text, sender.Value, message.SenderName, message.FromMe, message.SentAt.ToUnixTimeMilliseconds());
        return new NewDelivery(
            new LaneKey(instanceId, chatId, Destination.Chatwoot),
            DeliveryKind.Message,
            NewDelivery.MessageKey(chatId, message.Id),
            message.Id.Value,
            payload.ToJson());
    }

    private static string? TextOf(IncomingContent content) => content switch
    {
        IncomingText text => text.Text,
        IncomingUnsupported unsupported => UnsupportedContent.Describe(unsupported),
        _ => null,
    };
}
