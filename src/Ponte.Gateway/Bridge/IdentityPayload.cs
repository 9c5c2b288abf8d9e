using System.Text.Json;

namespace Ponte.Gateway.Bridge;

/// <summary>The payload of an identity row for Chatwoot. What is to be done is found out when it is done.</summary>
/// <param name="MergedChatId">The chat that was merged into the row's own; null when only a number was learned.</param>
internal sealed record IdentityPayload(long? MergedChatId)
{
    public string ToJson() => JsonSerializer.Serialize(this, BridgeJson.Default.IdentityPayload);

    public static IdentityPayload FromJson(string json) => JsonSerializer.Deserialize(json, BridgeJson.Default.IdentityPayload)!;
}
