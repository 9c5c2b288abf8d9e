namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>The conversation a contact's next message belongs to.</summary>
/// <param name="ConversationId">Chatwoot's display id.</param>
/// <param name="Resolved">An agent closed it.</param>
/// <param name="ContactBlocked">The contact is blocked; its messages always go to the newest conversation.</param>
internal sealed record KnownConversation(long ConversationId, bool Resolved, bool ContactBlocked);
