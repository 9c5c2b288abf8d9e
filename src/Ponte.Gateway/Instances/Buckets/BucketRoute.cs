using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.Events.Payloads;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>One delivery per file that goes into a bucket, in a lane of its chat's own: a dead storage holds up nobody else.</summary>
internal static class BucketRoute
{
    /// <summary>An <see cref="EventRoute"/>.</summary>
    public static ValueTask<IReadOnlyList<NewDelivery>> RouteAsync(Happening happening, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<NewDelivery>>(happening is { ObjectKey: not null, Event: MessageReceived message } && ToldEvent.Of(happening) is { } told
            ? [RowOf(told, message)]
            : []);

    private static NewDelivery RowOf(ToldEvent told, MessageReceived message) => new(
        new LaneKey(told.InstanceId, told.ChatId, Destination.S3),
        DeliveryKind.Media,
        NewDelivery.MessageKey(told.ChatId, message.Id),
        message.Id.Value,
        told.ToJson()) { ReceivedAt = message.SentAt };
}
