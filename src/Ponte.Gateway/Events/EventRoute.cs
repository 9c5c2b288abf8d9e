using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Events;

/// <summary>
/// Says what one event of an instance means for one kind of destination: a row to enqueue, or null for nothing. Features register theirs;
/// all rows of an event are enqueued together.
/// </summary>
internal delegate ValueTask<NewDelivery?> EventRoute(string instanceId, long chatId, MessageReceived message, CancellationToken cancellationToken);
