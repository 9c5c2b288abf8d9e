using System.Globalization;
using Ponte.Gateway.Bridge.Incoming;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.History;

/// <summary>A message as the API shows it.</summary>
internal static class MessageDescriber
{
    /// <summary>The fields of a message, in the order of the answer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="self">The linked number's address, when known.</param>
    public static Dictionary<string, object?> Describe(StoredMessage message, string? self)
    {
        var isGroup = message.Chat.Kind == ChatKind.Group;
        var described = new Dictionary<string, object?>
        {
            ["messageId"] = message.Id.Value,
            ["content"] = message.Content is { } received ? TextOf(received.Content) : "",
            ["type"] = message.Kind,
            ["direction"] = message.FromMe ? "outgoing" : "incoming",
            ["from"] = message.Sender.Value,
            ["to"] = isGroup || message.FromMe ? message.Chat.Value : self,
            ["chat"] = message.Chat.Value,
            ["timestamp"] = Time(message.SentAt),
            ["isGroup"] = isGroup,
            ["fromMe"] = message.FromMe,
            ["status"] = MessageStatus.Of(message).Text,
            ["source"] = message.Source,
            ["isEdited"] = message.EditedAt is not null,
            ["isDeleted"] = message.DeletedAt is not null,
            ["replyTo"] = message.Content?.Quote?.Id.Value,
        };
        if (isGroup)
        {
            described["senderJid"] = message.Sender.Value;
        }

        if (message.Content?.Content is IncomingMedia media)
        {
            described["media"] = MediaOf(message.Kind, media);
        }

        return described;
    }

    /// <summary>RFC 3339 in UTC; parts of a second only where there are any.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The words of a content; empty for a file without caption, and for what could not be decrypted.</summary>
    public static string TextOf(IncomingContent content) => content switch
    {
        IncomingMedia media => media.Caption ?? "",
        IncomingUndecryptable => "",
        _ => ContentText.Snippet(content),
    };

    private static Dictionary<string, object?> MediaOf(string kind, IncomingMedia media) => new()
    {
        ["type"] = kind,
        ["mimeType"] = media.File.MimeType,
        ["size"] = media.File.Size,
        ["duration"] = media.File.Seconds,
        ["fileName"] = media.File.FileName,
        ["isVoiceNote"] = media.Media == MediaKind.Voice,
    };
}
