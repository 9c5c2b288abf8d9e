using System.Text.Json.Serialization;

namespace Ponte.Gateway.Bridge;

/// <summary>The 201 body of an activation: four fields, no <c>success</c> (http-contract 4.1).</summary>
/// <param name="Instance">The instance's name.</param>
/// <param name="Status">Always <c>active</c> (http-contract §9).</param>
/// <param name="BridgeIntegrationId">The reference for support and logs.</param>
internal sealed record ActivatedAnswer(
    [property: JsonPropertyName("instance")] string Instance,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("bridge_integration_id")] string BridgeIntegrationId)
{
    [JsonPropertyName("message")]
    public string Message { get; } = "chatwoot integration activated";
}
