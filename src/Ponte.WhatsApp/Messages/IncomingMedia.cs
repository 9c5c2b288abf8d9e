namespace Ponte.WhatsApp.Messages;

/// <summary>A picture, recording, video, sticker or file.</summary>
/// <param name="Media">What it is.</param>
/// <param name="File">Where its bytes are.</param>
/// <param name="Caption">The words below it.</param>
public sealed record IncomingMedia(MediaKind Media, MediaReference File, string? Caption = null) : IncomingContent;
