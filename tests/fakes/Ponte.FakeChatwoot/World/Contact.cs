using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.World;

internal sealed class Contact
{
    public required long Id { get; init; }

    public required Account Account { get; init; }

    public string Name { get; set; } = "";

    public string? Email { get; set; }

    public string? PhoneNumber { get; set; }

    public string? Identifier { get; set; }

    public bool Blocked { get; set; }

    public JsonObject AdditionalAttributes { get; set; } = [];

    public JsonObject CustomAttributes { get; set; } = [];

    public List<string> Labels { get; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? LastActivityAt { get; set; }

    /// <summary>Blob shown as the contact's thumbnail.</summary>
    public Blob? Avatar { get; set; }

    public List<ContactInbox> ContactInboxes { get; } = [];

    public List<Conversation> Conversations { get; } = [];
}

internal sealed class ContactInbox
{
    public required long Id { get; init; }

    public required Contact Contact { get; set; }

    public required Inbox Inbox { get; init; }

    public required string SourceId { get; init; }

    public required string PubsubToken { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool HmacVerified { get; set; }

    public List<Conversation> Conversations { get; } = [];
}
