using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Inboxes;
using Ponte.Chatwoot.Messages;

namespace Ponte.Chatwoot.Json;

// Chatwoot's wrappers; their lists are read by StrictList.
internal sealed record InboxList(IReadOnlyList<Inbox> Payload);

internal sealed record AgentList(IReadOnlyList<Agent> Payload);

internal sealed record ContactList(IReadOnlyList<Contact> Payload);

internal sealed record ContactAnswer(Contact Payload);

internal sealed record CreatedContact(Contact Contact);

internal sealed record CreatedContactAnswer(CreatedContact Payload);

internal sealed record ConversationList(IReadOnlyList<Conversation> Payload);

internal sealed record ConversationPage(ConversationList Data);

internal sealed record ToggledStatus(
    [property: System.Text.Json.Serialization.JsonConverter(typeof(LenientEnum<ConversationStatus>))] ConversationStatus CurrentStatus);

internal sealed record ToggleStatusAnswer(ToggledStatus Payload);

internal sealed record MessageList(IReadOnlyList<Message> Payload);
