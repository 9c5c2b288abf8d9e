using System.Text.Json;

namespace Ponte.Gateway.Bridge;

/// <summary>The payload of a private note for agents.</summary>
internal sealed record NotePayload(string Text)
{
    public string ToJson() => JsonSerializer.Serialize(this, BridgeJson.Default.NotePayload);

    public static NotePayload FromJson(string json) => JsonSerializer.Deserialize(json, BridgeJson.Default.NotePayload)!;
}
