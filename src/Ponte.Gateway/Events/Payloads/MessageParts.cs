using System.Text.Json.Serialization;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>An edit.</summary>
internal sealed record EditView([property: JsonPropertyName("original_id")] string OriginalId, string? Text);

/// <summary>A message that something happened to.</summary>
internal sealed record TargetView([property: JsonPropertyName("original_id")] string OriginalId);

/// <summary>Where a message comes from.</summary>
internal sealed record ContextView(bool IsForwarded, bool IsStatus, AdView? Ad);

/// <summary>The ad whose button began the chat.</summary>
internal sealed record AdView(string? Title, string? Text, string? Url);

/// <summary>A file.</summary>
/// <param name="Type"><c>image</c>, <c>video</c>, <c>audio</c>, <c>document</c>, <c>sticker</c>, <c>ptt</c> or <c>ptv</c>.</param>
/// <param name="Url">Null: WhatsApp's own addresses open nothing by themselves.</param>
/// <param name="S3Url">Where it is, or soon will be, in the instance's bucket; null when it has none.</param>
/// <param name="Base64">The bytes, when they are asked for and can be had.</param>
/// <param name="MimeType">What the sender says it is.</param>
/// <param name="FileName">The name the sender gave it.</param>
/// <param name="Caption">The words below it.</param>
/// <param name="Size">Bytes, as the sender says.</param>
/// <param name="Duration">Seconds, of a recording or video.</param>
/// <param name="IsVoiceNote">A recording made in the chat.</param>
/// <param name="IsAnimated">A sticker or video that plays by itself.</param>
internal sealed record MediaView(
    string Type, string? Url, string? S3Url, string? Base64, string MimeType, string? FileName, string? Caption, long? Size, int? Duration, bool IsVoiceNote, bool IsAnimated)
{
    /// <summary>The same under the name that older clients read.</summary>
    [JsonPropertyName("mimetype")]
    public string OlderMimeType => MimeType;
}

/// <summary>The message that another answers.</summary>
internal sealed record ReplyView([property: JsonPropertyName("message_id")] string MessageId, string? Text, string? Participant);

/// <summary>A reaction.</summary>
internal sealed record ReactionView([property: JsonPropertyName("message_id")] string MessageId, string Text);

/// <summary>A place.</summary>
internal sealed record LocationView(double Latitude, double Longitude, string? Name, string? Address, bool IsLive);

/// <summary>A contact card; <paramref name="Vcard"/> is made of what is on it.</summary>
internal sealed record ContactView(
    [property: JsonPropertyName("display_name")] string DisplayName, [property: JsonPropertyName("phone_number")] string? PhoneNumber, string Vcard);

/// <summary>A poll.</summary>
internal sealed record PollView(string Title, IReadOnlyList<OptionView> Options, bool IsMultiple);

/// <summary>An answer of a poll.</summary>
internal sealed record OptionView(string Name);

/// <summary>Everything somebody chose in a poll; null: the poll is not known here.</summary>
internal sealed record VoteView([property: JsonPropertyName("message_id")] string MessageId, IReadOnlyList<OptionView>? Options);

/// <summary>What was chosen; the id of the button is not told by WhatsApp's devices and null.</summary>
internal sealed record ChoiceView(string Title, string? Body, [property: JsonPropertyName("selected_button_id")] string? SelectedButtonId);
