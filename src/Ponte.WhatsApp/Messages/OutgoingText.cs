namespace Ponte.WhatsApp.Messages;

/// <summary>A text.</summary>
/// <param name="Text">The text in WhatsApp's own formatting, up to 65,536 characters.</param>
public sealed record OutgoingText(string Text) : OutgoingContent
{
    /// <summary>What is shown of a page that it links to.</summary>
    public LinkPreview? LinkPreview { get; init; }

    /// <summary>Colour behind a status, as 0xAARRGGBB.</summary>
    public uint? BackgroundColor { get; init; }

    /// <summary>WhatsApp's number of the typeface of a status: 0 to 2 or 6 to 10.</summary>
    public int? Font { get; init; }
}
