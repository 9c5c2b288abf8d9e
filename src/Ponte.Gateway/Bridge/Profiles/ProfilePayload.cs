using System.Text.Json;

namespace Ponte.Gateway.Bridge.Profiles;

/// <summary>The payload of a profile row. What is to be done is found out when it is done.</summary>
/// <param name="Ask">Whether WhatsApp is asked for the picture, and for the name of a group or a business.</param>
/// <param name="Subject">The name a group was given; null: none was told.</param>
internal sealed record ProfilePayload(bool Ask, string? Subject = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, BridgeJson.Default.ProfilePayload);

    public static ProfilePayload FromJson(string json) => JsonSerializer.Deserialize(json, BridgeJson.Default.ProfilePayload)!;

    public override string ToString() => nameof(ProfilePayload);
}
