namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Messages of one conversation.</summary>
/// <param name="ConversationId">Chatwoot's display id of the conversation.</param>
/// <param name="From">The lowest Chatwoot message id.</param>
/// <param name="To">The highest.</param>
internal readonly record struct ReplyRange(long ConversationId, long From, long To);
