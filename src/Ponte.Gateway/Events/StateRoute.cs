using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Events;

/// <summary>
/// Says what a change of an instance's connection means for one kind of destination: the rows to enqueue, often none. Features register theirs. Asked again
/// when the rows could not be stored: they are told apart by their keys.
/// </summary>
internal delegate ValueTask<IReadOnlyList<NewDelivery>> StateRoute(StateChange change, CancellationToken cancellationToken);
