namespace Ponte.Gateway.Deliveries;

/// <summary>Where an agent's message stands in Chatwoot.</summary>
/// <param name="IntegrationId">The integration it came through.</param>
/// <param name="ConversationId">Chatwoot's display id of the conversation.</param>
/// <param name="MessageId">Chatwoot's message id.</param>
internal sealed record ChatwootOrigin(string IntegrationId, long ConversationId, long MessageId);
