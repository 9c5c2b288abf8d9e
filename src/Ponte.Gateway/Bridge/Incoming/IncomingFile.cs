using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>A file to fetch from WhatsApp and to attach.</summary>
/// <param name="Reference">Where its bytes are.</param>
/// <param name="Name">The name agents see.</param>
/// <param name="ContentType">The declared type: it decides how Chatwoot shows it (Chatwoot contract 6.5).</param>
internal sealed record IncomingFile(MediaReference Reference, string Name, string ContentType)
{
    private const string Anything = "application/octet-stream";
    private const int LongestName = 120;

    /// <summary>The file of a message, null when it has none.</summary>
    public static IncomingFile? Of(MessageEvent happened) =>
        happened is MessageReceived { Content: IncomingMedia media } ? new IncomingFile(media.File, NameOf(media), TypeOf(media)) : null;

    /// <summary>The picture of an ad, null when there is none.</summary>
    public static IncomingFile? OfAd(MessageEvent happened) => happened is MessageReceived { Ad.Picture: { } picture }
        ? new IncomingFile(picture, "ad" + Extension(TypeOf(picture.MimeType), ".jpg"), TypeOf(picture.MimeType))
        : null;

    /// <summary>The sender's name of a document, made harmless; else a name that says what it is.</summary>
    public static string NameOf(IncomingMedia media) => media.Media switch
    {
        MediaKind.Voice => "voice-note.ogg",
        MediaKind.Document when Safe(media.File.FileName) is { } name => name,
        MediaKind.Document => "document" + Extension(TypeOf(media), ""),
        MediaKind.Image => "picture" + Extension(TypeOf(media), ".jpg"),
        MediaKind.Gif => "gif" + Extension(TypeOf(media), ".mp4"),
        MediaKind.Audio => Safe(media.File.FileName) ?? "audio" + Extension(TypeOf(media), ".mp3"),
        MediaKind.Sticker => "sticker" + Extension(TypeOf(media), ".webp"),
        MediaKind.VideoNote => "video-message" + Extension(TypeOf(media), ".mp4"),
        _ => "video" + Extension(TypeOf(media), ".mp4"),
    };

    private static string TypeOf(IncomingMedia media) => media.Media == MediaKind.Voice ? "audio/ogg" : TypeOf(media.File.MimeType);

    private static string TypeOf(string declared) =>
        MediaTypeHeaderValue.TryParse(declared, out var type) && type.MediaType is { Length: > 0 and < 128 } plain ? plain.ToLowerInvariant() : Anything;

    private static string Extension(string type, string otherwise) => type switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        "image/gif" => ".gif",
        "video/mp4" => ".mp4",
        "video/3gpp" => ".3gp",
        "audio/mpeg" => ".mp3",
        "audio/mp4" => ".m4a",
        "audio/aac" => ".aac",
        "audio/ogg" => ".ogg",
        "audio/amr" => ".amr",
        "application/pdf" => ".pdf",
        "text/plain" => ".txt",
        "text/csv" => ".csv",
        "application/zip" => ".zip",
        _ => otherwise,
    };

    // No folders, no control characters, nothing invisible that turns a name round, and short; the extension stays.
    private static string? Safe(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var plain = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                && rune.Value is not ('"' or '<' or '>' or '|' or ':' or '*' or '?' or 0xFFFD))
            {
                plain.Append(rune.ToString());
            }
        }

        var text = plain.ToString().Trim(' ', '.');
        if (text.Length > LongestName)
        {
            var extension = Path.GetExtension(text) is { Length: <= 10 } ending ? ending : "";
            var stem = text[..(LongestName - extension.Length)];
            text = (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem) + extension;
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>The type only: a name may be personal.</summary>
    public override string ToString() => ContentType;
}
