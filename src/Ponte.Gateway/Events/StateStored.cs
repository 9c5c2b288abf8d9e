namespace Ponte.Gateway.Events;

/// <summary>As <see cref="EventStored"/>, for the connection of an instance.</summary>
internal delegate void StateStored(StateChange change);
