using System.Globalization;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words that stand for files which are not shown. Pure.</summary>
internal static class MediaText
{
    private const string Elsewhere = "Open WhatsApp on the phone to see it.";

    /// <summary>What a file is called.</summary>
    public static string Name(MediaKind kind) => kind switch
    {
        MediaKind.Image => "Picture",
        MediaKind.Video => "Video",
        MediaKind.Gif => "GIF",
        MediaKind.VideoNote => "Video message",
        MediaKind.Audio => "Audio",
        MediaKind.Voice => "Voice message",
        MediaKind.Sticker => "Sticker",
        _ => "Document",
    };

    /// <summary>It may be seen once, and not here.</summary>
    public static string ViewOnce(IncomingViewOnce content) => content.Media is { } media
        ? $"[{Name(media)} that can be viewed once: WhatsApp shows it on the phone only.]"
        : "[Something that can be viewed once: WhatsApp shows it on the phone only.]";

    /// <summary>It is larger than this server carries.</summary>
    public static string TooLarge(IncomingMedia media, long? size, long limit) =>
        $"[{Subject(media)}: not shown here, because {(size is { } bytes ? $"its {Megabytes(bytes)} MB are" : "it is")} more than the limit of {Megabytes(limit)} MB. {Elsewhere}]";

    /// <summary>It is not to be had now; a later try may bring it.</summary>
    public static string Missing(IncomingMedia media) =>
        $"[{Subject(media)}: it could not be brought here yet. It follows when that succeeds. Until then it can be seen on the phone.]";

    /// <summary>It was never to be had.</summary>
    public static string Lost(IncomingMedia media) => $"[{Subject(media)}: it could not be brought here within 7 days. {Elsewhere}]";

    /// <summary>Chatwoot, or a proxy before it, does not take it.</summary>
    public static string Refused(IncomingMedia media) =>
        $"[{Subject(media)}: not shown here, because Chatwoot did not accept the file. {Elsewhere}]";

    private static string Subject(IncomingMedia media) => media is { Media: MediaKind.Document, File.FileName: { Length: > 0 } }
        ? $"Document {WhatsAppText.ToLine(IncomingFile.NameOf(media)).Replace("]", "", StringComparison.Ordinal)}"
        : Name(media.Media);

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture);
}
