using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Events;

/// <summary>
/// Says what one event of an instance means for one kind of destination: the rows to enqueue, often none. Features register theirs; all rows of
/// an event are enqueued together, before the event is acknowledged. Asked again for an event that comes again: rows are told apart by their keys.
/// Also asked for what was sent through Ponte, once WhatsApp has accepted it.
/// </summary>
internal delegate ValueTask<IReadOnlyList<NewDelivery>> EventRoute(Happening happening, CancellationToken cancellationToken);
