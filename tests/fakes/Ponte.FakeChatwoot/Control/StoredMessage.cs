using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot;

/// <summary>A stored message with what a test needs to know about where it belongs.</summary>
public sealed record StoredMessage
{
    /// <summary>Chatwoot's message id.</summary>
    public required long Id { get; init; }

    /// <summary>Display id of the conversation.</summary>
    public required int ConversationId { get; init; }

    /// <summary>Status of the conversation now.</summary>
    public required string ConversationStatus { get; init; }

    /// <summary>Inbox id.</summary>
    public required int InboxId { get; init; }

    /// <summary>Account id.</summary>
    public required int AccountId { get; init; }

    /// <summary>Id of the conversation's contact.</summary>
    public required long ContactId { get; init; }

    /// <summary>Identifier of the contact.</summary>
    public string? ContactIdentifier { get; init; }

    /// <summary>Phone number of the contact.</summary>
    public string? ContactPhoneNumber { get; init; }

    /// <summary>source_id of the contact_inbox.</summary>
    public required string ContactSourceId { get; init; }

    /// <summary>Text; null when there is none.</summary>
    public string? Content { get; init; }

    /// <summary>"incoming", "outgoing", "activity" or "template".</summary>
    public required string MessageType { get; init; }

    /// <summary>Whether it is a private note.</summary>
    public required bool Private { get; init; }

    /// <summary>source_id given at creation.</summary>
    public string? SourceId { get; init; }

    /// <summary>"sent", "delivered", "read" or "failed".</summary>
    public required string Status { get; init; }

    /// <summary>content_attributes.</summary>
    public required JsonObject ContentAttributes { get; init; }

    /// <summary>The sender in Chatwoot's shape; null when there is none.</summary>
    public JsonObject? Sender { get; init; }

    /// <summary>How many attachments it has.</summary>
    public required int Attachments { get; init; }

    /// <summary>Its attachments, in order.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
