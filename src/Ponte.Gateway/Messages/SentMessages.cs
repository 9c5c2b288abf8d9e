using System.Data.Common;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Instances.Buckets;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages;

/// <summary>
/// Tells the features what was sent through Ponte, once WhatsApp has accepted it, on the road of what is heard from WhatsApp: so it reaches Chatwoot, webhooks
/// and the store of messages with the completion of its row.
/// </summary>
internal sealed class SentMessages(
    ObjectNaming objects,
    OutgoingFolder outgoing,
    IEnumerable<EventRoute> routes,
    IEnumerable<EventRecord> records,
    IEnumerable<EventStored> live,
    IGrainFactory grains,
    TimeProvider time)
{
    /// <summary>The outcome of a row whose message was accepted.</summary>
    /// <param name="row">The row.</param>
    /// <param name="source">Who sent it: a <see cref="Happening.Source"/>.</param>
    /// <param name="message">What was sent.</param>
    /// <param name="links">The ids that the row's completion would tie together.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DeliveryOutcome.Delivered> AcceptedAsync(
        Delivery row, string source, OutgoingMessage message, MessageLink[] links, CancellationToken cancellationToken)
    {
        var connection = await grains.GetGrain<IInstanceGrain>(row.Lane.InstanceId).GetConnectionAsync();
        if (!UserId.TryParse(connection.Self, out var self))
        {
            return new DeliveryOutcome.Delivered(links);
        }

        var happening = await HappeningAsync(row.Lane, source, message, self, cancellationToken);
        var rows = new List<NewDelivery>();
        foreach (var route in routes)
        {
            rows.AddRange(await route(happening, cancellationToken));
        }

        // What Chatwoot is still to be shown is linked when it is: a link that is there already would mean that it has been.
        var isShownLater = rows.Any(follow => follow.Lane.Destination == Destination.Chatwoot && follow.Kind == DeliveryKind.Message);
        return new DeliveryOutcome.Delivered(isShownLater ? [] : links)
        {
            FollowUps = rows,
            Alongside = Combined([.. records.Select(record => record(happening)).OfType<Func<DbTransaction, Task>>()]),
            Afterwards = () =>
            {
                foreach (var tell in live)
                {
                    tell(happening);
                }
            },
        };
    }

    private async Task<Happening> HappeningAsync(LaneKey lane, string source, OutgoingMessage message, UserId self, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var happening = await objects.NameAsync(new Happening(lane.InstanceId, lane.ChatId, SentEvent.Of(message, self, source, now)) { Source = source }, cancellationToken);
        if (happening.ObjectKey is null || source != Happening.Chatwoot || message.Content is not OutgoingMedia media)
        {
            return happening;
        }

        // An agent's file is on the disk only until it is sent; a program's is kept already, until no row needs it.
        var kept = outgoing.PathOf(lane.InstanceId, message.Id.Value);
        if (media.Path != kept)
        {
            File.Move(media.Path, kept, overwrite: true);
            OutgoingFolder.Flush(kept);
        }

        return happening with { Event = SentEvent.Of(message with { Content = media with { Path = kept } }, self, source, now) };
    }

    private static Func<DbTransaction, Task>? Combined(IReadOnlyList<Func<DbTransaction, Task>> writes) => writes.Count == 0
        ? null
        : async transaction =>
        {
            foreach (var write in writes)
            {
                await write(transaction);
            }
        };
}
