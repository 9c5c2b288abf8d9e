using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Media;

/// <summary>Section <c>Ponte:Media</c>.</summary>
internal sealed class MediaOptions
{
    public const string Section = "Ponte:Media";

    /// <summary>The largest file that is carried, either way, in megabytes (1,048,576 bytes), 1 to 2048; the default is 200. A larger one is shown by a placeholder, or marked as failed.</summary>
    [Range(1, 2048, ErrorMessage = "Ponte:Media:MaxMegabytes must be between 1 and 2048")]
    public int MaxMegabytes { get; set; } = 200;

    /// <summary>
    /// The ffmpeg program: a name on the path, or a path; the default is <c>ffmpeg</c>. It makes voice notes of recordings and plays GIFs. Without it, or empty,
    /// recordings are sent as audio files and GIFs as documents.
    /// </summary>
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary><see cref="MaxMegabytes"/> in bytes.</summary>
    public long MaxBytes => MaxMegabytes * 1024L * 1024L;
}
