using Ponte.Gateway.Secrets;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;

namespace Ponte.Gateway.History;

/// <summary>A row of <c>message</c>.</summary>
internal sealed class MessageRow
{
    public const string Columns =
        """
        id, instance_id, chat_id, whatsapp_id, from_me, chat_jid, sender_jid, kind, source, sent_at, content_encrypted, status_level, edited_at, deleted_at
        """;

    public long Id { get; init; }

    public string InstanceId { get; init; } = "";

    public long ChatId { get; init; }

    public string WhatsAppId { get; init; } = "";

    public long FromMe { get; init; }

    public string ChatJid { get; init; } = "";

    public string SenderJid { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Source { get; init; } = "";

    public long SentAt { get; init; }

    public string? ContentEncrypted { get; init; }

    public long StatusLevel { get; init; }

    public long? EditedAt { get; init; }

    public long? DeletedAt { get; init; }

    /// <summary>What the content of a message is sealed for. Chats merge, so the chat is no part of it.</summary>
    public static string ContentContext(string instanceId, string whatsAppId) => $"message:{instanceId}:{whatsAppId}:content";

    /// <summary>The event, null once the message was deleted.</summary>
    public MessageReceived? Open(SecretBox secrets) => ContentEncrypted is { } content
        ? (MessageReceived)EventJson.Read(secrets.Open(content, ContentContext(InstanceId, WhatsAppId)))
        : null;

    /// <summary>The message.</summary>
    public StoredMessage ToStored(SecretBox secrets) => new(
        ChatId,
        Ponte.WhatsApp.Ids.ChatId.Parse(ChatJid),
        MessageId.Parse(WhatsAppId),
        FromMe == 1,
        UserId.Parse(SenderJid),
        Kind,
        Source,
        DateTimeOffset.FromUnixTimeMilliseconds(SentAt),
        Open(secrets),
        (ReceiptLevel)StatusLevel)
    {
        EditedAt = Time(EditedAt),
        DeletedAt = Time(DeletedAt),
    };

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
