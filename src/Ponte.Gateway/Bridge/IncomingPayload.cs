using System.Text.Json;

namespace Ponte.Gateway.Bridge;

/// <summary>The payload of a message row for Chatwoot: what the customer wrote, before conversion.</summary>
/// <param name="Text">The text as WhatsApp has it.</param>
/// <param name="Sender">The writer's address.</param>
/// <param name="SenderName">The name the writer gave.</param>
/// <param name="FromMe">Written on the number's own phone.</param>
/// <param name="SentAt">WhatsApp's time, Unix milliseconds.</param>
internal sealed record IncomingPayload(string Text, string Sender, string? SenderName, bool FromMe, long SentAt)
{
    public string ToJson() => JsonSerializer.Serialize(this, BridgeJson.Default.IncomingPayload);

    public static IncomingPayload FromJson(string json) => JsonSerializer.Deserialize(json, BridgeJson.Default.IncomingPayload)!;

    public override string ToString() => $"{nameof(IncomingPayload)} of {Text.Length} characters";
}
