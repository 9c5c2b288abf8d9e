using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Whom a message goes to when what it answers is known.</summary>
/// <param name="Recipient">The chat.</param>
/// <param name="Quote">What it answers; null: nothing.</param>
internal sealed record Reply(Recipient Recipient, OutgoingQuote? Quote);
