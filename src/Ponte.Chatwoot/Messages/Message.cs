using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Messages;

/// <summary>A message, as REST (Chatwoot contract 6.4) and realtime (9.4) give it.</summary>
public sealed record Message
{
    /// <summary>The message's id: rises over the whole installation and gives the order.</summary>
    public required long Id { get; init; }

    /// <summary>The text; null for attachments alone. Agents write CommonMark.</summary>
    public string? Content { get; init; }

    /// <summary>The account's id; only in realtime.</summary>
    public long? AccountId { get; init; }

    /// <summary>The inbox's id.</summary>
    public long? InboxId { get; init; }

    /// <summary>The conversation's display id.</summary>
    public long? ConversationId { get; init; }

    /// <summary>Whose message it is.</summary>
    [JsonConverter(typeof(LenientEnum<MessageType>))]
    public MessageType MessageType { get; init; }

    /// <summary>A note among agents, not for the contact.</summary>
    public bool Private { get; init; }

    /// <summary>The caller's own id; null for what agents write themselves. Not unique (Chatwoot contract 6.3).</summary>
    public string? SourceId { get; init; }

    /// <summary><c>text</c>, <c>input_csat</c>, ...</summary>
    public string? ContentType { get; init; }

    /// <summary>Deletion, error and quote.</summary>
    [JsonConverter(typeof(LenientObject<MessageContentAttributes>))]
    [AllowNull]
    public MessageContentAttributes ContentAttributes { get; init => field = value ?? new(); } = new();

    /// <summary>How far it got.</summary>
    [JsonConverter(typeof(LenientEnum<MessageStatus>))]
    public MessageStatus Status { get; init; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Who wrote it; null for activities and templates.</summary>
    [JsonConverter(typeof(LenientObject<MessageSender>))]
    public MessageSender? Sender { get; init; }

    /// <summary>What the sender of a realtime event put into its POST; never stored.</summary>
    public string? EchoId { get; init; }

    /// <summary>Files; empty when there are none.</summary>
    [JsonConverter(typeof(LenientList<Attachment>))]
    public IReadOnlyList<Attachment> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>The conversation's address; only in realtime.</summary>
    [JsonConverter(typeof(LenientObject<MessageConversation>))]
    public MessageConversation? Conversation { get; init; }

    /// <summary>Whether it was deleted. The text is then a localised placeholder.</summary>
    [JsonIgnore]
    public bool IsDeleted => ContentAttributes.Deleted;

    /// <summary>The ids alone.</summary>
    public override string ToString() => $"message {Id} ({MessageType}) in conversation {ConversationId}";
}

/// <summary>The part of a conversation that a realtime message carries.</summary>
public sealed record MessageConversation
{
    /// <summary>The contact's address: only <see cref="Contacts.ContactInbox.SourceId"/> is filled.</summary>
    [JsonConverter(typeof(LenientObject<ContactInbox>))]
    public ContactInbox? ContactInbox { get; init; }

    /// <summary>The assigned agent's user id.</summary>
    public long? AssigneeId { get; init; }
}
