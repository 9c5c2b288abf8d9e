using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Media;

/// <summary>Section <c>Ponte:Media</c>.</summary>
internal sealed class MediaOptions
{
    public const string Section = "Ponte:Media";

    /// <summary>The largest file that is carried, either way, in megabytes, 1 to 2048. A larger one is shown by a placeholder, or marked as failed.</summary>
    [Range(1, 2048, ErrorMessage = "Ponte:Media:MaxMegabytes must be between 1 and 2048")]
    public int MaxMegabytes { get; set; } = 200;

    /// <summary>
    /// The ffmpeg program, which makes voice notes of recordings, lets GIFs play and turns WebP into PNG. Without it, or empty: recordings go as audio files,
    /// GIF and WebP as documents.
    /// </summary>
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary><see cref="MaxMegabytes"/> in bytes.</summary>
    public long MaxBytes => MaxMegabytes * 1024L * 1024L;
}
