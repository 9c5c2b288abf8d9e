using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Messages;

/// <summary>The payload of a row for WhatsApp.</summary>
/// <param name="Text">The text or caption, ready to send; empty when there is none.</param>
/// <param name="Origin">The Chatwoot message it answers for; null when it did not come from Chatwoot.</param>
internal sealed record OutgoingPayload(string Text, ChatwootOrigin? Origin)
{
    /// <summary>Into how many WhatsApp messages the Chatwoot message is made, 1 at least.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The file; null for a text.</summary>
    public OutgoingAttachment? Attachment { get; init; }

    /// <summary>The Chatwoot message it answers.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>The source id of the message it answers: the WhatsApp id, and after a colon what it is about.</summary>
    public string? ReplyToSource { get; init; }

    /// <summary>For a deletion, the WhatsApp id of the message to delete.</summary>
    public string? DeleteTarget { get; init; }

    /// <summary>What a program asked to send, whole, as <see cref="Ponte.WhatsApp.Json.MessageJson"/> writes it; null when an agent wrote.</summary>
    public string? Message { get; init; }

    /// <summary>The trace label of the API call; null when an agent wrote.</summary>
    public string? Source { get; init; }

    /// <summary>How long the number is to be shown typing before the message goes out, in seconds.</summary>
    public int DelaySeconds { get; init; }

    /// <summary>Its number of parts as a payload of before tells it.</summary>
    [JsonIgnore]
    public int PartCount => Math.Max(1, Parts);

    public string ToJson() => JsonSerializer.Serialize(this, PayloadJson.Default.OutgoingPayload);

    /// <summary>Reads a payload; one that was taken away because a newer revision counts, or because it was discarded, is empty.</summary>
    public static OutgoingPayload FromJson(string json) =>
        json.Length == 0 ? new OutgoingPayload("", null) : JsonSerializer.Deserialize(json, PayloadJson.Default.OutgoingPayload)!;

    /// <summary>No words: they are written for a customer.</summary>
    public override string ToString() => $"{nameof(OutgoingPayload)} of {Text.Length} characters";
}
