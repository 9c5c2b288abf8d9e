namespace Ponte.Gateway.Storage;

/// <summary>This installation's name among the owners of leases; kept in the data folder, so that a restart owns what it owned before.</summary>
internal sealed record NodeId(string Value);
