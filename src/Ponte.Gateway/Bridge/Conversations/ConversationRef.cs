namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>Where a chat lives in an inbox.</summary>
/// <param name="ChatId">Our chat.</param>
/// <param name="ContactId">Chatwoot's contact.</param>
/// <param name="SourceId">The contact's id in the inbox.</param>
/// <param name="ConversationId">Chatwoot's display id of the conversation used last.</param>
internal sealed record ConversationRef(long ChatId, long ContactId, string SourceId, long ConversationId);
