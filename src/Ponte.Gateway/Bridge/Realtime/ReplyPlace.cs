namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Where an agent's message stands.</summary>
/// <param name="ConversationId">Chatwoot's display id of the conversation.</param>
/// <param name="MessageId">Chatwoot's message id.</param>
internal readonly record struct ReplyPlace(long ConversationId, long MessageId);
