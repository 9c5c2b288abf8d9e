using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Inboxes;
using Ponte.Chatwoot.Messages;
using Ponte.Chatwoot.Profile;
using Ponte.Chatwoot.PublicApi;
using Ponte.Chatwoot.Realtime;
using Ponte.Chatwoot.Webhooks;

namespace Ponte.Chatwoot.Json;

/// <summary>Every JSON shape this library reads and writes. Unknown fields are ignored; ids must be there; the rest is read leniently.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(LenientString), typeof(LenientBoolean), typeof(LenientNumber), typeof(LenientTime),
        typeof(StrictList<Inbox>), typeof(StrictList<Agent>), typeof(StrictList<Contact>), typeof(StrictList<Conversation>), typeof(StrictList<Message>), typeof(StrictList<AccountWebhook>),
    ])]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(ServerVersion))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(InboxList))]
[JsonSerializable(typeof(InboxBody))]
[JsonSerializable(typeof(InboxMembersBody))]
[JsonSerializable(typeof(AgentList))]
[JsonSerializable(typeof(IReadOnlyList<Agent>))]
[JsonSerializable(typeof(NewContact))]
[JsonSerializable(typeof(ContactChanges))]
[JsonSerializable(typeof(ContactInboxBody))]
[JsonSerializable(typeof(ContactMergeBody))]
[JsonSerializable(typeof(ContactFilterBody))]
[JsonSerializable(typeof(ContactList))]
[JsonSerializable(typeof(ContactAnswer))]
[JsonSerializable(typeof(CreatedContactAnswer))]
[JsonSerializable(typeof(NewConversationBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(ConversationList))]
[JsonSerializable(typeof(ConversationPage))]
[JsonSerializable(typeof(ConversationMeta))]
[JsonSerializable(typeof(ToggleStatusAnswer))]
[JsonSerializable(typeof(NewMessageBody))]
[JsonSerializable(typeof(TypingBody))]
[JsonSerializable(typeof(MessageStatusBody))]
[JsonSerializable(typeof(MessageList))]
[JsonSerializable(typeof(MessageContentAttributes))]
[JsonSerializable(typeof(MessageConversation))]
[JsonSerializable(typeof(MessageSender))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(MessageItem))]
[JsonSerializable(typeof(MessageItemAction))]
[JsonSerializable(typeof(ProfileAccount))]
[JsonSerializable(typeof(InboxReference))]
[JsonSerializable(typeof(RoomIdentifier))]
[JsonSerializable(typeof(CableCommand))]
[JsonSerializable(typeof(AccountWebhook))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(CreatedWebhookAnswer))]
[JsonSerializable(typeof(WebhookListAnswer))]
internal sealed partial class ChatwootJson : JsonSerializerContext;
