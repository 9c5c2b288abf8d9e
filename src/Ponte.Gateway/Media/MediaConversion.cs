namespace Ponte.Gateway.Media;

/// <summary>Into what ffmpeg is to make a file.</summary>
internal enum MediaConversion
{
    /// <summary>Nothing: it is sent as it is.</summary>
    None,

    /// <summary>A voice note: OGG with Opus, mono.</summary>
    Voice,

    /// <summary>A silent MP4 that WhatsApp plays by itself.</summary>
    Gif,

    /// <summary>A PNG picture.</summary>
    Picture,

    /// <summary>A sticker: WebP of 512 x 512 points, transparent around what is not square.</summary>
    Sticker,

    /// <summary>The same, of a picture that moves.</summary>
    MovingSticker,

    /// <summary>A JPEG of 640 x 640, cut to a square: the picture of a person or group.</summary>
    ProfilePicture,

    /// <summary>A small JPEG, at most 300 points wide.</summary>
    Thumbnail,
}
