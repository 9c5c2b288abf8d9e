using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The rows that follow when a message was shown. Pure.</summary>
internal static class FollowUp
{
    /// <summary>The file of a message that is shown by a placeholder until it comes.</summary>
    public static NewDelivery LateFile(Delivery row, MessageId message) => new(
        row.Lane with { Destination = Destination.ChatwootMedia },
        DeliveryKind.Media,
        NewDelivery.EventKey(row.Lane.ChatId, message, DeliveryKind.Media),
        SourceIds.LateFile(message),
        row.Payload);

    /// <summary>The message came that a note stood for: the note goes.</summary>
    public static NewDelivery PlaceholderRemoval(LaneKey lane, MessageReceived message)
    {
        var placeholder = SourceIds.Placeholder(message.Id);
        var removal = new MessageDeleted(message.Chat, message.Id, placeholder, message.Sender, message.FromMe, message.SentAt);
        return new NewDelivery(
            lane, DeliveryKind.Delete, NewDelivery.EventKey(lane.ChatId, message.Id, "undecryptable:delete"), SourceIds.Of(removal, DeliveryKind.Delete), EventJson.Write(removal));
    }
}
