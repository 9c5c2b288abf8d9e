using System.Text.Json;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;

namespace Ponte.Chatwoot.Realtime;

/// <summary>Something that happened in the account (Chatwoot contract 9.4). The order of events is not that of their causes.</summary>
public abstract record CableEvent
{
    private protected CableEvent()
    {
    }
}

/// <summary><c>message.created</c>: activities and the library's own messages included.</summary>
/// <param name="Message">The message.</param>
public sealed record MessageCreated(Message Message) : CableEvent;

/// <summary><c>message.updated</c>: status, deletion or retry; <paramref name="PreviousChanges"/> tells which.</summary>
/// <param name="Message">The message as it is now.</param>
/// <param name="PreviousChanges">Old and new values per changed field.</param>
public sealed record MessageUpdated(Message Message, MessageChanges PreviousChanges) : CableEvent;

/// <summary><c>conversation.created</c>; may come after the conversation's first message.</summary>
/// <param name="Conversation">The conversation.</param>
public sealed record ConversationCreated(Conversation Conversation) : CableEvent;

/// <summary><c>conversation.updated</c>.</summary>
/// <param name="Conversation">The conversation as it is now.</param>
public sealed record ConversationUpdated(Conversation Conversation) : CableEvent;

/// <summary><c>conversation.status_changed</c>; read the state from the conversation.</summary>
/// <param name="Conversation">The conversation as it is now.</param>
public sealed record ConversationStatusChanged(Conversation Conversation) : CableEvent;

/// <summary><c>conversation.typing_on</c> and <c>conversation.typing_off</c>: an agent or the contact. The token's own user is not told of itself.</summary>
/// <param name="Conversation">The conversation as it is now.</param>
/// <param name="Typist">Who types; null when Chatwoot left it out.</param>
/// <param name="IsTyping">False: stopped.</param>
/// <param name="IsPrivate">A note among agents is being written.</param>
public sealed record TypingChanged(Conversation Conversation, MessageSender? Typist, bool IsTyping, bool IsPrivate) : CableEvent;

/// <summary><c>contact.created</c>.</summary>
/// <param name="Contact">The contact.</param>
public sealed record ContactCreated(Contact Contact) : CableEvent;

/// <summary><c>contact.updated</c>; also after each incoming message.</summary>
/// <param name="Contact">The contact as it is now.</param>
public sealed record ContactUpdated(Contact Contact) : CableEvent;

/// <summary><c>contact.deleted</c>.</summary>
/// <param name="Contact">The contact as it was.</param>
public sealed record ContactDeleted(Contact Contact) : CableEvent;

/// <summary><c>contact.merged</c>.</summary>
/// <param name="Contact">The contact that remains.</param>
public sealed record ContactMerged(Contact Contact) : CableEvent;

/// <summary>Any other event, or one of the above whose data could not be read.</summary>
/// <param name="Name">The event's name.</param>
public sealed record OtherEvent(string Name) : CableEvent;

/// <summary>Old and new values of a changed message (Chatwoot contract 9.4).</summary>
public sealed class MessageChanges
{
    private readonly Dictionary<string, JsonElement> _changes = [];

    internal MessageChanges(JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var change in changes.EnumerateObject())
        {
            _changes[change.Name] = change.Value.Clone();
        }
    }

    /// <summary>The changed fields' names, such as <c>status</c>, <c>content_attributes</c>, <c>content</c>, <c>updated_at</c>.</summary>
    public IReadOnlyCollection<string> Fields => _changes.Keys;

    /// <summary>The status before; null when it did not change.</summary>
    public MessageStatus? PreviousStatus =>
        _changes.TryGetValue("status", out var pair) && pair is { ValueKind: JsonValueKind.Array } && pair.GetArrayLength() == 2
            && pair[0].ValueKind == JsonValueKind.String && Enum.TryParse<MessageStatus>(pair[0].GetString(), ignoreCase: true, out var status)
            ? status
            : null;

    /// <summary>Whether a field changed.</summary>
    public bool Has(string field) => _changes.ContainsKey(field);

    /// <summary>The changed fields' names.</summary>
    public override string ToString() => string.Join(", ", Fields);
}
