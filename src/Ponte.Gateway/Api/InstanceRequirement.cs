namespace Ponte.Gateway.Api;

/// <summary>Endpoint metadata: the 404 text of a missing instance. The API reference reads it.</summary>
internal sealed record InstanceRequirement(string NotFoundText);
