namespace Ponte.Gateway.Instances.Serialization;

/// <summary>How values of the WhatsApp library travel between grains: as their JSON. The library itself knows nothing of Orleans.</summary>
[GenerateSerializer]
[Immutable]
internal readonly record struct JsonSurrogate([property: Id(0)] string Json)
{
    /// <summary>The size only: it holds people's words.</summary>
    public override string ToString() => $"{Json.Length} characters";
}
