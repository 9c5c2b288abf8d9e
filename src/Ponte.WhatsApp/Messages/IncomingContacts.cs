namespace Ponte.WhatsApp.Messages;

/// <summary>Contact cards.</summary>
/// <param name="Cards">The cards, one at least.</param>
public sealed record IncomingContacts(IReadOnlyList<ContactCard> Cards) : IncomingContent;
