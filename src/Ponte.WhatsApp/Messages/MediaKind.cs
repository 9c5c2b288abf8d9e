namespace Ponte.WhatsApp.Messages;

/// <summary>What a file is to WhatsApp.</summary>
public enum MediaKind
{
    /// <summary>Any file, with its name.</summary>
    Document,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A short silent video that plays by itself.</summary>
    Gif,

    /// <summary>A round video message.</summary>
    VideoNote,

    /// <summary>An audio file.</summary>
    Audio,

    /// <summary>A recording made in the chat, OGG with Opus.</summary>
    Voice,

    /// <summary>A WebP picture without frame; may be animated.</summary>
    Sticker,
}
