namespace Ponte.Gateway.Deliveries;

/// <summary>The pair of ids that one message has on both sides. Quotes, edits, deletes and ticks are look-ups here.</summary>
/// <param name="WhatsAppId">The WhatsApp message id.</param>
/// <param name="Part">0, or the attachment's number of a message that became several.</param>
/// <param name="FromMe">Sent by this number.</param>
/// <param name="Participant">The sender's address in a group, else null.</param>
/// <param name="Kind">The kind of content, for example <c>text</c>.</param>
/// <param name="SentAt">WhatsApp's time for received messages, the time of acceptance for sent ones.</param>
/// <param name="IntegrationId">The integration whose ids follow.</param>
/// <param name="ConversationId">Chatwoot's display id of the conversation.</param>
/// <param name="ChatwootMessageId">Chatwoot's message id.</param>
internal sealed record MessageLink(
    string WhatsAppId,
    int Part,
    bool FromMe,
    string? Participant,
    string Kind,
    DateTimeOffset SentAt,
    string IntegrationId,
    long ConversationId,
    long ChatwootMessageId)
{
    /// <summary>The longest <see cref="Snippet"/>, in characters.</summary>
    public const int MaxSnippet = 300;

    /// <summary>Parts from here on are later copies of the same message in Chatwoot: an edit, or a file that came late.</summary>
    public const int FirstCopy = 1000;

    /// <summary>The <see cref="Kind"/> of a note that stands for a message until it can be read. Its <see cref="WhatsAppId"/> is no message's.</summary>
    public const string Placeholder = "placeholder";

    /// <summary>Into how many messages the Chatwoot message became on WhatsApp: its tick is that of the last of them.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The beginning of its words, for a quote of it. Encrypted at rest.</summary>
    public string? Snippet { get; init; }

    /// <summary>The ids only: the words are a customer's.</summary>
    public override string ToString() => $"link of {WhatsAppId} and {ChatwootMessageId}";
}
