using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Events;

/// <summary>
/// Says what happened to an instance as a whole means for one kind of destination: the rows to enqueue, often none. Features register theirs. Asked again
/// when the rows could not be stored: they are told apart by their keys.
/// </summary>
internal delegate ValueTask<IReadOnlyList<NewDelivery>> NewsRoute(InstanceNews news, CancellationToken cancellationToken);
