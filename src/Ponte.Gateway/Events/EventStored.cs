namespace Ponte.Gateway.Events;

/// <summary>
/// Told what happened once it is stored, in order, for those who only listen live. Features register theirs. Told again for an event that comes again; must not
/// wait and must not throw.
/// </summary>
internal delegate void EventStored(Happening happening);
