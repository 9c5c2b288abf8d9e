namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>The contact of a chat in an inbox.</summary>
/// <param name="ContactId">Chatwoot's id.</param>
/// <param name="SourceId">Its id in the inbox.</param>
/// <param name="IsNew">Created just now, so it has no conversations yet.</param>
internal sealed record FoundContact(long ContactId, string SourceId, bool IsNew);
