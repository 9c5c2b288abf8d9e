using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages;

/// <summary>
/// Takes receipts of others for this number's messages. In a group each member sends its own, and one member's receipt says nothing of the others':
/// messages to groups keep the tick "sent".
/// </summary>
internal sealed class TickListener(DeliveryQueue queue)
{
    public async ValueTask HearAsync(string instanceId, long? chatId, WhatsAppEvent happened, CancellationToken cancellationToken)
    {
        if (chatId is { } chat && happened is ReceiptReceived { FromMe: false, Level: > ReceiptLevel.Sent } receipt
            && receipt.Chat.Kind is ChatKind.Phone or ChatKind.Lid)
        {
            await queue.ReceiveAsync(instanceId, chat, [.. receipt.Messages.Select(message => message.Value).Distinct()], receipt.Level, cancellationToken);
        }
    }
}
