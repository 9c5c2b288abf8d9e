using System.Text.Json.Serialization;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Contacts;

/// <summary>
/// A contact's address in one inbox. REST nests the inbox, realtime gives its id; both fill <see cref="InboxId"/>.
/// The <c>pubsub_token</c> that realtime adds is a credential and is not read (Chatwoot contract 8.3).
/// </summary>
public sealed record ContactInbox
{
    private readonly long? _inboxId;

    /// <summary>The address: unique per inbox. A random UUID when an agent started the conversation (Chatwoot contract 8.7).</summary>
    public string? SourceId { get; init; }

    /// <summary>The inbox's id; null where Chatwoot leaves it out (inside messages).</summary>
    public long? InboxId { get => _inboxId ?? Inbox?.Id; init => _inboxId = value; }

    /// <summary>The contact's id; only in realtime conversations.</summary>
    public long? ContactId { get; init; }

    /// <summary>The nested inbox of REST answers.</summary>
    [JsonConverter(typeof(LenientObject<InboxReference>))]
    public InboxReference? Inbox { get; init; }

    /// <summary>The ids alone: a source id is often a phone number.</summary>
    public override string ToString() => $"contact inbox of inbox {InboxId}";
}

/// <summary>An inbox named inside another object.</summary>
public sealed record InboxReference
{
    /// <summary>The inbox's id.</summary>
    public required long Id { get; init; }

    /// <summary>The inbox's name.</summary>
    public string? Name { get; init; }
}
