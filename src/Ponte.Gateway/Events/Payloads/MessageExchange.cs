using System.Text.Json.Serialization;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>The <c>data</c> of <c>message.exchange</c> (http-contract 6.6, as it is seen in the field).</summary>
/// <param name="Id">WhatsApp's id of the message, or of what happened to one.</param>
/// <param name="Direction"><c>incoming</c> or <c>outgoing</c>.</param>
/// <param name="Timestamp">WhatsApp's time of it, RFC 3339.</param>
/// <param name="Chat">The chat.</param>
/// <param name="Sender">Who wrote it.</param>
/// <param name="Recipient">Who got it: this number, the other side, or the group.</param>
/// <param name="Message">What it carries.</param>
internal sealed record MessageExchange(
    string Id, string Direction, string Timestamp, ChatView Chat, PersonView Sender, PersonView Recipient, MessageView Message);

/// <summary>What a message carries. What is not in it is null.</summary>
internal sealed record MessageView(string Type, string? Content, string Source)
{
    /// <summary>Whether this is an edit of an earlier message.</summary>
    public bool IsEdit { get; init; }

    /// <summary>The edit, with the words as they are now.</summary>
    public EditView? Edit { get; init; }

    /// <summary>What was deleted for everyone.</summary>
    public TargetView? Revoke { get; init; }

    /// <summary>Where it comes from, when that is more than the chat.</summary>
    public ContextView? Context { get; init; }

    /// <summary>The file.</summary>
    public MediaView? Media { get; init; }

    /// <summary>The message it answers.</summary>
    public ReplyView? Reply { get; init; }

    /// <summary>The addresses of those who are mentioned.</summary>
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>The reaction; empty text: it was removed.</summary>
    public ReactionView? Reaction { get; init; }

    /// <summary>The place.</summary>
    public LocationView? Location { get; init; }

    /// <summary>The first contact card.</summary>
    public ContactView? Contact { get; init; }

    /// <summary>Every contact card.</summary>
    public IReadOnlyList<ContactView>? Contacts { get; init; }

    /// <summary>The poll.</summary>
    public PollView? Poll { get; init; }

    /// <summary>A vote in a poll.</summary>
    public VoteView? PollVote { get; init; }

    /// <summary>What was chosen from buttons or a list.</summary>
    [JsonPropertyName("button_response")]
    public ChoiceView? ButtonResponse { get; init; }

    /// <summary>The kind of what has no kind of its own here, as WhatsApp names it.</summary>
    public string? OriginalType { get; init; }

    /// <summary>The kind alone: the rest is what people write.</summary>
    public override string ToString() => Type;
}
