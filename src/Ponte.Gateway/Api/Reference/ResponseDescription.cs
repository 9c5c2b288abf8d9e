namespace Ponte.Gateway.Api.Reference;

/// <summary>Endpoint metadata: one answer of an endpoint.</summary>
internal sealed record ResponseDescription(int Status, string Description, string Example);
