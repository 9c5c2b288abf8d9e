namespace Ponte.Chatwoot.PublicApi;

internal sealed record TypingBody(string TypingStatus);
