using System.Text.Json;

namespace Ponte.Gateway.Messages;

/// <summary>The payload of a message row for WhatsApp.</summary>
/// <param name="Text">The text, ready to send.</param>
/// <param name="Origin">The Chatwoot message it answers for; null when it did not come from Chatwoot.</param>
/// <param name="Unsupported">Why this part cannot be sent, one sentence for the agent; null when it can.</param>
internal sealed record OutgoingPayload(string Text, ChatwootOrigin? Origin, string? Unsupported)
{
    public string ToJson() => JsonSerializer.Serialize(this, PayloadJson.Default.OutgoingPayload);

    public static OutgoingPayload FromJson(string json) => JsonSerializer.Deserialize(json, PayloadJson.Default.OutgoingPayload)!;

    public override string ToString() => $"{nameof(OutgoingPayload)} of {Text.Length} characters";
}
