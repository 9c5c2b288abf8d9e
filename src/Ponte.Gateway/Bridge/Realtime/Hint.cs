namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>What the cable or a webhook told of a conversation: where to look, never what to send.</summary>
/// <param name="IntegrationId">The integration of its inbox.</param>
/// <param name="ConversationId">Chatwoot's display id.</param>
/// <param name="MessageId">New messages are to be read up to this id; 0: none was told of.</param>
/// <param name="ChangedFrom">The lowest id of a changed message; 0: none was told of.</param>
/// <param name="ChangedTo">The highest.</param>
/// <param name="ReceivedAt">When the last webhook told of it, which is in the table; Unix milliseconds. 0: only the cable told of it.</param>
internal sealed record Hint(string IntegrationId, long ConversationId, long MessageId, long ChangedFrom, long ChangedTo, long ReceivedAt)
{
    /// <summary>Which conversation.</summary>
    public (string Integration, long Conversation) Place => (IntegrationId, ConversationId);

    /// <summary>The cable told of a message.</summary>
    public static Hint Heard(string integrationId, long conversationId, long messageId) => new(integrationId, conversationId, messageId, 0, 0, 0);

    /// <summary>A message was written.</summary>
    public static Hint Written(string integrationId, long conversationId, long messageId, DateTimeOffset at) =>
        new(integrationId, conversationId, messageId, 0, 0, at.ToUnixTimeMilliseconds());

    /// <summary>A message that stands was changed.</summary>
    public static Hint Changed(string integrationId, long conversationId, long messageId, DateTimeOffset at) =>
        new(integrationId, conversationId, 0, messageId, messageId, at.ToUnixTimeMilliseconds());

    /// <summary>This and another of the same conversation in one.</summary>
    public Hint Widen(Hint other) => this with
    {
        MessageId = Math.Max(MessageId, other.MessageId),
        ChangedFrom = ChangedFrom == 0 || (other.ChangedFrom != 0 && other.ChangedFrom < ChangedFrom) ? other.ChangedFrom : ChangedFrom,
        ChangedTo = Math.Max(ChangedTo, other.ChangedTo),
        ReceivedAt = Math.Max(ReceivedAt, other.ReceivedAt),
    };
}
