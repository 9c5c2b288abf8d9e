namespace Ponte.SystemTests.Chaos;

/// <summary>A message of an exchange where it was to arrive.</summary>
/// <param name="Text">Its text, made by <see cref="ChatLine"/>.</param>
/// <param name="Id">The id that tells two messages from one that came twice: Chatwoot's of a customer's message, WhatsApp's of a reply.</param>
internal sealed record Arrived(string Text, string Id);
