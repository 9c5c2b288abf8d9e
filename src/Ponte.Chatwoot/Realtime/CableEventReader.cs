using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Realtime;

/// <summary>Reads the event out of a broadcast.</summary>
internal static class CableEventReader
{
    /// <summary>The event; null when it is none, or belongs to another account: a user's stream carries those too (Chatwoot contract 9.2).</summary>
    public static CableEvent? Read(JsonElement message, long accountId)
    {
        if (message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("event", out var name) || name.ValueKind != JsonValueKind.String
            || !message.TryGetProperty("data", out var data)
            || IsOther(data, accountId))
        {
            return null;
        }

        try
        {
            return Typed(name.GetString()!, data) ?? new OtherEvent(name.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // A name or text with half of a surrogate pair.
            return new OtherEvent("unreadable");
        }
    }

    private static CableEvent? Typed(string name, JsonElement data)
    {
        var json = ChatwootJson.Default;
        return name switch
        {
            "message.created" => Parse(data, json.Message) is { } message ? new MessageCreated(message) : null,
            "message.updated" => Parse(data, json.Message) is { } message ? new MessageUpdated(message, Changes(data)) : null,
            "conversation.created" => Parse(data, json.Conversation) is { } conversation ? new ConversationCreated(conversation) : null,
            "conversation.updated" => Parse(data, json.Conversation) is { } conversation ? new ConversationUpdated(conversation) : null,
            "conversation.status_changed" => Parse(data, json.Conversation) is { } conversation ? new ConversationStatusChanged(conversation) : null,
            "conversation.typing_on" => Typing(data, isTyping: true),
            "conversation.typing_off" => Typing(data, isTyping: false),
            "contact.created" => Parse(data, json.Contact) is { } contact ? new ContactCreated(contact) : null,
            "contact.updated" => Parse(data, json.Contact) is { } contact ? new ContactUpdated(contact) : null,
            "contact.deleted" => Parse(data, json.Contact) is { } contact ? new ContactDeleted(contact) : null,
            "contact.merged" => Parse(data, json.Contact) is { } contact ? new ContactMerged(contact) : null,
            _ => null,
        };
    }

    private static T? Parse<T>(JsonElement data, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return data.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TypingChanged? Typing(JsonElement data, bool isTyping) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("conversation", out var about)
        && Parse(about, ChatwootJson.Default.Conversation) is { } conversation
            ? new TypingChanged(
                conversation,
                data.TryGetProperty("user", out var user) ? Parse(user, ChatwootJson.Default.MessageSender) : null,
                isTyping,
                data.TryGetProperty("is_private", out var isPrivate) && isPrivate.ValueKind == JsonValueKind.True)
            : null;

    private static MessageChanges Changes(JsonElement data) => new(data.TryGetProperty("previous_changes", out var changes) ? changes : default);

    private static bool IsOther(JsonElement data, long accountId) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("account_id", out var account)
        && account.ValueKind == JsonValueKind.Number && account.TryGetInt64(out var id) && id != accountId;
}
