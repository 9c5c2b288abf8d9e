using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>What a program asked to send, read and checked, before it is known to whom.</summary>
/// <param name="Type">The <c>messageType</c> of the answer.</param>
/// <param name="Content">What it carries; null for a file that is fetched when everything else is right.</param>
internal sealed record Draft(string Type, OutgoingContent? Content)
{
    /// <summary>Its textual form, the <c>content</c> of the answer; null: the answer has none.</summary>
    public string? Text { get; init; }

    /// <summary>The <c>message</c> of the answer.</summary>
    public string Success { get; init; } = "Message sent successfully";

    /// <summary>The file to fetch.</summary>
    public FileDraft? File { get; init; }

    /// <summary>Whether the page that the text links to is to be shown.</summary>
    public bool HasLinkPreview { get; init; }

    /// <summary>Further members of the answer's <c>data</c>.</summary>
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = new Dictionary<string, object?>();

    /// <summary>The kind only: the words are somebody's.</summary>
    public override string ToString() => $"{nameof(Draft)} of {Type}";
}
