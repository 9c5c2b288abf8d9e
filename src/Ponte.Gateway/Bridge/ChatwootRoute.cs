using Microsoft.Extensions.Options;
using Ponte.Gateway.Bridge.Incoming;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge;

/// <summary>What an event of an instance means for its Chatwoot inbox. The payload of a row is the event itself; it is converted when it is delivered.</summary>
internal sealed class ChatwootRoute(IntegrationStore integrations, IOptions<BridgeOptions> options)
{
    /// <summary>The rows to enqueue; none when no integration is active or it does not want this chat.</summary>
    public async ValueTask<IReadOnlyList<NewDelivery>> RouteAsync(Happening happening, CancellationToken cancellationToken)
    {
        var (instanceId, chatId, happened) = happening;
        if (happening.Source == Happening.Chatwoot
            || await integrations.FindActiveAsync(instanceId, cancellationToken) is not { } integration
            || !integration.Routes(happened.Chat)
            || happened is MessageReceived { IsStatus: true } && !options.Value.ShowStatus)
        {
            return [];
        }

        var lane = new LaneKey(instanceId, chatId, Destination.Chatwoot);
        return happened switch
        {
            MessageEvent shown when KindOf(shown) is { } kind =>
                [new NewDelivery(lane, kind, KeyOf(chatId, shown, kind), SourceIds.Of(shown, kind), EventJson.Write(shown)) { ReceivedAt = shown.SentAt }],
            ReceiptReceived { FromMe: true, Level: >= ReceiptLevel.Read, Messages: [.., var last] } => [ReadRow(lane, last)],
            _ => [],
        };
    }

    private static string? KindOf(MessageEvent happened) => happened switch
    {
        MessageReceived => DeliveryKind.Message,
        MessageEdited => DeliveryKind.Edit,
        MessageDeleted => DeliveryKind.Delete,
        ReactionChanged => DeliveryKind.Reaction,
        PollVoted => DeliveryKind.Vote,
        CallChanged => DeliveryKind.Call,
        GroupChanged => DeliveryKind.Group,
        _ => null,
    };

    // A message that could not be decrypted comes again under the same id, and must still pass then.
    private static string KeyOf(long chatId, MessageEvent happened, string kind) => happened switch
    {
        MessageReceived { Content: IncomingUndecryptable } => NewDelivery.EventKey(chatId, happened.Id, "undecryptable"),
        MessageReceived => NewDelivery.MessageKey(chatId, happened.Id),
        _ => NewDelivery.EventKey(chatId, happened.Id, kind),
    };

    private static NewDelivery ReadRow(LaneKey lane, MessageId last) =>
        new(lane, DeliveryKind.Read, NewDelivery.EventKey(lane.ChatId, last, DeliveryKind.Read), $"{last}:{DeliveryKind.Read}", "");
}
