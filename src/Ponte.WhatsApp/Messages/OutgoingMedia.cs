namespace Ponte.WhatsApp.Messages;

/// <summary>A file.</summary>
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
}
