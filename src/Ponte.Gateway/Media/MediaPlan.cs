using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Media;

/// <summary>What a file is to be on WhatsApp, decided from its bytes. Pure. What WhatsApp does not show as such goes as a document, which always arrives.</summary>
/// <param name="Kind">What it is to be.</param>
/// <param name="MimeType">The type to send it with.</param>
/// <param name="Conversion">What ffmpeg has to do first.</param>
/// <param name="Otherwise">What it is, unconverted, when ffmpeg cannot.</param>
internal sealed record MediaPlan(MediaKind Kind, string MimeType, MediaConversion Conversion, MediaKind Otherwise)
{
    /// <summary>The type of a voice note.</summary>
    public const string VoiceType = "audio/ogg; codecs=opus";

    private const string Unknown = "application/octet-stream";

    /// <param name="sniffed">The type by the bytes, null when they tell nothing.</param>
    /// <param name="declared">The type by hearsay.</param>
    /// <param name="isRecording">Whether it was recorded to be heard as a voice note.</param>
    /// <param name="hasCaption">Whether words go with it, which audio cannot carry.</param>
    public static MediaPlan Of(string? sniffed, string? declared, bool isRecording, bool hasCaption)
    {
        var isSound = declared?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ?? false;
        var type = sniffed switch
        {
            null => Harmless(declared),
            "video/mp4" when isSound => "audio/mp4",
            "video/webm" when isSound => "audio/webm",
            _ => sniffed,
        };
        var plan = ByType(type, isRecording);
        return hasCaption && plan.Kind is MediaKind.Voice or MediaKind.Audio ? AsItIs(MediaKind.Document, type) : plan;
    }

    private static MediaPlan ByType(string type, bool isRecording) => type switch
    {
        "image/jpeg" or "image/png" => AsItIs(MediaKind.Image, type),
        "image/gif" => new(MediaKind.Gif, "video/mp4", MediaConversion.Gif, MediaKind.Document),
        "image/webp" => new(MediaKind.Image, "image/png", MediaConversion.Picture, MediaKind.Document),
        "video/mp4" or "video/3gpp" => AsItIs(MediaKind.Video, type),
        VoiceType => AsItIs(MediaKind.Voice, type),
        "audio/mpeg" or "audio/aac" or "audio/amr" or "audio/mp4" => isRecording
            ? new(MediaKind.Voice, VoiceType, MediaConversion.Voice, MediaKind.Audio)
            : AsItIs(MediaKind.Audio, type),
        "audio/wav" or "audio/ogg" or "audio/webm" when isRecording => new(MediaKind.Voice, VoiceType, MediaConversion.Voice, MediaKind.Document),
        _ => AsItIs(MediaKind.Document, type),
    };

    private static MediaPlan AsItIs(MediaKind kind, string type) => new(kind, type, MediaConversion.None, kind);

    // What bytes did not prove is no picture, sound or film.
    private static string Harmless(string? declared) =>
        declared is null || declared.Length > 100 || !declared.Contains('/', StringComparison.Ordinal) || declared.Any(letter => letter is < '!' or > '~')
        || declared.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
        || declared.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
        || declared.StartsWith("video/", StringComparison.OrdinalIgnoreCase)
            ? Unknown
            : declared;
}
