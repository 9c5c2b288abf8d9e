namespace Ponte.Gateway.Api.Reference;

/// <summary>One field of a documented JSON body.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Type">Its JSON type: <c>string</c>, <c>integer</c>, <c>boolean</c>, <c>array</c>, <c>object</c>.</param>
/// <param name="Description">What it means, with limits and default.</param>
/// <param name="Required">Whether it must be there.</param>
internal sealed record BodyField(string Name, string Type, string Description, bool Required = false);
