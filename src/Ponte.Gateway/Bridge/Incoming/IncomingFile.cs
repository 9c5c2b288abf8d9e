using System.Globalization;
using System.Text;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>A file to fetch from WhatsApp and to attach.</summary>
/// <param name="Reference">Where its bytes are.</param>
/// <param name="Name">The name agents see.</param>
/// <param name="ContentType">The declared type: it decides how Chatwoot shows it (Chatwoot contract 6.5).</param>
internal sealed record IncomingFile(MediaReference Reference, string Name, string ContentType)
{
    private const int LongestName = 120;

    /// <summary>The file of a message, null when it has none.</summary>
    public static IncomingFile? Of(MessageEvent happened) =>
        happened is MessageReceived { Content: IncomingMedia media } ? new IncomingFile(media.File, NameOf(media), TypeOf(media)) : null;

    /// <summary>The picture of an ad, null when there is none.</summary>
    public static IncomingFile? OfAd(MessageEvent happened) => happened is MessageReceived { Ad.Picture: { } picture }
        ? new IncomingFile(picture, "ad" + FileExtension.Of(DeclaredType.Plain(picture.MimeType), ".jpg"), DeclaredType.Plain(picture.MimeType))
        : null;

    /// <summary>The sender's name of a document, made harmless; else a name that says what it is.</summary>
    public static string NameOf(IncomingMedia media) => media.Media switch
    {
        MediaKind.Voice => "voice-note.ogg",
        MediaKind.Document when Safe(media.File.FileName) is { } name => name,
        MediaKind.Document => "document" + FileExtension.Of(TypeOf(media), ""),
        MediaKind.Image => "picture" + FileExtension.Of(TypeOf(media), ".jpg"),
        MediaKind.Gif => "gif" + FileExtension.Of(TypeOf(media), ".mp4"),
        MediaKind.Audio => Safe(media.File.FileName) ?? "audio" + FileExtension.Of(TypeOf(media), ".mp3"),
        MediaKind.Sticker => "sticker" + FileExtension.Of(TypeOf(media), ".webp"),
        MediaKind.VideoNote => "video-message" + FileExtension.Of(TypeOf(media), ".mp4"),
        _ => "video" + FileExtension.Of(TypeOf(media), ".mp4"),
    };

    private static string TypeOf(IncomingMedia media) => media.Media == MediaKind.Voice ? "audio/ogg" : DeclaredType.Plain(media.File.MimeType);

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
