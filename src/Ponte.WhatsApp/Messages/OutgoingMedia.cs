namespace Ponte.WhatsApp.Messages;

/// <summary>A file. A sticker is a WebP picture of 512 x 512 points.</summary>
/// <param name="Media">What it is to be on WhatsApp.</param>
/// <param name="Path">The file on this machine. Read once, on the first attempt: a repetition sends what was uploaded then.</param>
/// <param name="MimeType">Its type.</param>
public sealed record OutgoingMedia(MediaKind Media, string Path, string MimeType) : OutgoingContent
{
    /// <summary>The name a document is shown with.</summary>
    public string? FileName { get; init; }

    /// <summary>The words below it.</summary>
    public string? Caption { get; init; }

    /// <summary>Length of a recording.</summary>
    public int? Seconds { get; init; }

    /// <summary>How loud a voice message is along its length: 64 values of 0 to 100.</summary>
    public IReadOnlyList<byte>? Waveform { get; init; }

    /// <summary>Whether a sticker moves.</summary>
    public bool IsAnimated { get; init; }
}
