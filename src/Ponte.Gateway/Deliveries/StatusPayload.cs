using System.Text.Json;

namespace Ponte.Gateway.Deliveries;

/// <summary>The payload of a status row for Chatwoot.</summary>
/// <param name="Origin">The agent's message.</param>
/// <param name="Status"><c>sent</c>, <c>delivered</c>, <c>read</c> or <c>failed</c>, as Chatwoot spells them.</param>
/// <param name="Error">With <c>failed</c>, one sentence for the agent.</param>
internal sealed record StatusPayload(ChatwootOrigin Origin, string Status, string? Error)
{
    public string ToJson() => JsonSerializer.Serialize(this, DeliveryJson.Default.StatusPayload);

    public static StatusPayload FromJson(string json) => JsonSerializer.Deserialize(json, DeliveryJson.Default.StatusPayload)!;
}
