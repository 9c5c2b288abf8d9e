using System.Text.Json.Serialization;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Conversations;

/// <summary>A conversation, as REST (Chatwoot contract 5.1) and realtime (8.3) give it.</summary>
public sealed record Conversation
{
    /// <summary>The display id, a counter per account: the id in every path and payload.</summary>
    public required long Id { get; init; }

    /// <summary>The account's id.</summary>
    public long? AccountId { get; init; }

    /// <summary>The inbox's id.</summary>
    public long? InboxId { get; init; }

    /// <summary>The state.</summary>
    [JsonConverter(typeof(LenientEnum<ConversationStatus>))]
    public ConversationStatus Status { get; init; }

    /// <summary>The contact's address; only in realtime. For conversations an agent started it is a random UUID (Chatwoot contract 8.7).</summary>
    [JsonConverter(typeof(LenientObject<ContactInbox>))]
    public ContactInbox? ContactInbox { get; init; }

    /// <summary>Who the conversation is with.</summary>
    [JsonConverter(typeof(LenientObject<ConversationMeta>))]
    public ConversationMeta? Meta { get; init; }

    /// <summary>Names the conversation in addresses for the contact, such as that of a survey; only in REST.</summary>
    public string? Uuid { get; init; }

    /// <summary>Up to when an agent has looked at it; null: never.</summary>
    public DateTimeOffset? AgentLastSeenAt { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When something last happened in it.</summary>
    public DateTimeOffset? LastActivityAt { get; init; }

    /// <summary>The contact; null when Chatwoot left it out.</summary>
    [JsonIgnore]
    public Contact? Contact => Meta?.Sender;

    /// <summary>Ids and state.</summary>
    public override string ToString() => $"conversation {Id} ({Status})";
}

/// <summary>Who a conversation is with.</summary>
public sealed record ConversationMeta
{
    /// <summary>The contact.</summary>
    [JsonConverter(typeof(LenientObject<Contact>))]
    public Contact? Sender { get; init; }
}
