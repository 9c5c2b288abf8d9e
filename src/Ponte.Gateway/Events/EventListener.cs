using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Events;

/// <summary>
/// Takes what an event tells beside deliveries: ticks, names, pictures, typing. Features register theirs. Called in the order of events and before the
/// event is acknowledged, and again for an event that comes again; must not wait for another server.
/// </summary>
/// <param name="instanceId">The instance.</param>
/// <param name="chatId">The chat it happened in; null for an event that belongs to no chat.</param>
/// <param name="happened">The event.</param>
/// <param name="cancellationToken">The session ends.</param>
internal delegate ValueTask EventListener(string instanceId, long? chatId, WhatsAppEvent happened, CancellationToken cancellationToken);
