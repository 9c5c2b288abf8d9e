using System.Text.Json.Serialization;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Contacts;

/// <summary>A contact (Chatwoot contract 4.1).</summary>
public sealed record Contact
{
    /// <summary>The contact's id.</summary>
    public required long Id { get; init; }

    /// <summary>The name shown to agents.</summary>
    public string? Name { get; init; }

    /// <summary>The number as stored, usually <c>+</c> and digits.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The caller's own key, unique in the account (compared without regard to case).</summary>
    public string? Identifier { get; init; }

    /// <summary>The address of the contact's picture; empty: it has none.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>Whether an agent blocked the contact: its conversations are born resolved and stay so.</summary>
    public bool Blocked { get; init; }

    /// <summary>In which inboxes the contact is known under which source id; empty where Chatwoot leaves it out (merge, realtime).</summary>
    [JsonConverter(typeof(LenientList<ContactInbox>))]
    public IReadOnlyList<ContactInbox> ContactInboxes { get; init => field = value ?? []; } = [];

    /// <summary>The id alone: the rest is personal.</summary>
    public override string ToString() => $"contact {Id}";
}
