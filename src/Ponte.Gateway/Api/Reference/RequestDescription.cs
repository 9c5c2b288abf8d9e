namespace Ponte.Gateway.Api.Reference;

/// <summary>Endpoint metadata: the JSON body an endpoint takes.</summary>
internal sealed record RequestDescription(string Example, IReadOnlyList<BodyField> Fields);
