using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Json;

namespace Ponte.Gateway.Bridge;

/// <summary>What an event of an instance means for its Chatwoot inbox. The payload of a row is the event itself; it is converted when it is delivered.</summary>
internal sealed class ChatwootRoute(IntegrationStore integrations)
{
    /// <summary>The rows to enqueue; none when no integration is active or it does not want this chat.</summary>
    public async ValueTask<IReadOnlyList<NewDelivery>> RouteAsync(string instanceId, long chatId, ChatEvent happened, CancellationToken cancellationToken)
    {
        if (happened is not MessageReceived message
            || await integrations.FindActiveAsync(instanceId, cancellationToken) is not { } integration
            || !integration.Routes(message.Chat))
        {
            return [];
        }

        return
        [
            new NewDelivery(
                new LaneKey(instanceId, chatId, Destination.Chatwoot),
                DeliveryKind.Message,
                NewDelivery.MessageKey(chatId, message.Id),
                message.Id.Value,
                EventJson.Write(message)),
        ];
    }
}
