using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
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
    /// <param name="now">The time of an event that does not tell its own.</param>
    public static WhatsAppEvent? Read(JsonElement element, DateTimeOffset now)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var timed = element.Time("sentAt") is null ? WithTime(element, now) : element;
        var read = TryRead<WhatsAppEvent>(timed);
        return read is IdentityLinked linked && !IsSound(linked) ? null : read ?? (element.Text("kind") == "message" ? Message(element, now) : null);
    }

    /// <summary>The event's place in the journal; null when it tells none.</summary>
    public static long? Position(JsonElement element) => element.Number("position") is > 0 and var position ? position : null;

    private static bool IsSound(IdentityLinked linked) => linked.Lid.Chat.Kind == ChatKind.Lid && linked.Phone.Chat.Kind == ChatKind.Phone;

    // What is needed of a message that cannot be read as a whole.
    private static MessageReceived? Message(JsonElement element, DateTimeOffset now) =>
        ChatId.TryParse(element.Text("chat"), out var chat)
        && MessageId.TryParse(element.Text("id"), out var id)
        && UserId.TryParse(element.Text("sender"), out var sender)
        && element.Flag("fromMe") is { } fromMe
            ? new MessageReceived(chat, id, sender, fromMe, element.Time("sentAt") ?? now, Content(element.Member("content")))
            {
                SenderName = element.Text("senderName"),
                ChatAlias = ChatId.TryParse(element.Text("chatAlias"), out var chatAlias) ? chatAlias : null,
                SenderAlias = UserId.TryParse(element.Text("senderAlias"), out var senderAlias) ? senderAlias : null,
                IsForwarded = element.Flag("isForwarded") == true,
                IsStatus = element.Flag("isStatus") == true,
            }
            : null;

    private static IncomingContent Content(JsonElement? content) =>
        (content is { } given ? TryRead<IncomingContent>(given) : null)
        ?? new IncomingUnsupported(content?.Text("type") ?? "unknown", content?.Text("caption"));

    private static JsonElement WithTime(JsonElement element, DateTimeOffset now)
    {
        try
        {
            var copy = JsonObject.Create(element)!;
            copy["sentAt"] = now.ToUnixTimeMilliseconds();
            return JsonSerializer.SerializeToElement(copy);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or JsonException)
        {
            // The same name twice, or half of a surrogate pair.
            return element;
        }
    }

    private static T? TryRead<T>(JsonElement element)
        where T : class
    {
        try
        {
            return element.Deserialize((System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)WhatsAppJson.Shared.GetTypeInfo(typeof(T))!);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }
}
