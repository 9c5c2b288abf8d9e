using System.Text.Json;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// Reads events of the engine. A message is read if it tells its chat, id, sender and whether it is our own; whatever else is missing or
/// unknown is made up for, so that the agent sees that something came.
/// </summary>
internal static class EngineEvent
{
    /// <summary>The event; null when it cannot be read.</summary>
    /// <param name="element">One element of <c>session/events</c>.</param>
    /// <param name="now">The time of a message that does not tell its own.</param>
    public static WhatsAppEvent? Read(JsonElement element, DateTimeOffset now) => element.Text("kind") switch
    {
        "message" => Message(element, now),
        "identity" => Identity(element),
        _ => null,
    };

    /// <summary>The event's place in the journal; null when it tells none.</summary>
    public static long? Position(JsonElement element) => element.Number("position") is > 0 and var position ? position : null;

    private static MessageReceived? Message(JsonElement element, DateTimeOffset now) =>
        ChatId.TryParse(element.Text("chat"), out var chat)
        && MessageId.TryParse(element.Text("id"), out var id)
        && UserId.TryParse(element.Text("sender"), out var sender)
        && element.Flag("fromMe") is { } fromMe
            ? new MessageReceived(chat, id, sender, element.Text("senderName"), fromMe, element.Time("sentAt") ?? now, Content(element.Member("content")))
            {
                ChatAlias = ChatId.TryParse(element.Text("chatAlias"), out var chatAlias) ? chatAlias : null,
                SenderAlias = UserId.TryParse(element.Text("senderAlias"), out var senderAlias) ? senderAlias : null,
            }
            : null;

    private static IdentityLinked? Identity(JsonElement element) =>
        UserId.TryParse(element.Text("lid"), out var lid) && lid.Chat.Kind == ChatKind.Lid
        && UserId.TryParse(element.Text("phone"), out var phone) && phone.Chat.Kind == ChatKind.Phone
            ? new IdentityLinked(lid, phone)
            : null;

    private static IncomingContent Content(JsonElement? content) => content?.Text("kind") switch
    {
        "text" when content?.Text("text") is { } text => new IncomingText(text),
        "unsupported" when content?.Text("type") is { } type => new IncomingUnsupported(type, content?.Text("caption")),
        _ => new IncomingUnsupported("unknown", content?.Text("caption")),
    };
}
