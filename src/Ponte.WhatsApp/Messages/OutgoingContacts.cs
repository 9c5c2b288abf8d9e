namespace Ponte.WhatsApp.Messages;

/// <summary>Contact cards in one message.</summary>
/// <param name="Cards">The cards, 1 to 100.</param>
public sealed record OutgoingContacts(IReadOnlyList<OutgoingContact> Cards) : OutgoingContent;
