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
    long ChatwootMessageId);
