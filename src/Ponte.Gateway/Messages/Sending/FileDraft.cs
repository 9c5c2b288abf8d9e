using System.Text.Json;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>A file that a program asked to send: an address, or the bytes themselves.</summary>
/// <param name="Type">The <c>mediaType</c>: <c>image</c>, <c>video</c>, <c>audio</c>, <c>document</c>, or <c>sticker</c>.</param>
internal sealed record FileDraft(string Type)
{
    /// <summary>Where it is; null when the bytes were given.</summary>
    public string? Url { get; init; }

    /// <summary>The bytes as base64, perhaps as a <c>data:</c> URI: the value of a field of the body.</summary>
    public JsonElement Inline { get; init; }

    /// <summary>Its type by hearsay.</summary>
    public string? MimeType { get; init; }

    /// <summary>The name a document is shown with.</summary>
    public string? FileName { get; init; }

    /// <summary>The words below it.</summary>
    public string? Caption { get; init; }

    /// <summary>Whether audio is a voice message.</summary>
    public bool IsVoice { get; init; } = true;

    /// <summary>Length of a recording in seconds, by hearsay.</summary>
    public int? Seconds { get; init; }

    /// <summary>How loud a voice message is along its length: 64 values of 0 to 100.</summary>
    public IReadOnlyList<byte>? Waveform { get; init; }

    /// <summary>Nothing: who has the address can read the file.</summary>
    public override string ToString() => nameof(FileDraft);
}
