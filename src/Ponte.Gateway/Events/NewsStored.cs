namespace Ponte.Gateway.Events;

/// <summary>As <see cref="EventStored"/>, for an instance as a whole.</summary>
internal delegate void NewsStored(InstanceNews news);
