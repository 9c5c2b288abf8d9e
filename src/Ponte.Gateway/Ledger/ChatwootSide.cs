namespace Ponte.Gateway.Ledger;

/// <summary>What a delivery's message is in Chatwoot; null of it what is not known, or gone with its integration.</summary>
/// <param name="BaseUrl">Chatwoot's address, without a trailing slash.</param>
/// <param name="AccountId">Chatwoot's account.</param>
/// <param name="InboxId">The inbox.</param>
/// <param name="ConversationId">Chatwoot's display id of the conversation.</param>
/// <param name="MessageId">Chatwoot's message id.</param>
internal sealed record ChatwootSide(string? BaseUrl, long? AccountId, long? InboxId, long? ConversationId, long MessageId);
