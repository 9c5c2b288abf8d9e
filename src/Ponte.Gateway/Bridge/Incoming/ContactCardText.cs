using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for contact cards. Pure.</summary>
internal static class ContactCardText
{
    // A message may hold hundreds; an agent reads the first.
    private const int MaxCards = 50;
    private const int MaxEntries = 10;

    /// <summary>Each card: name, organisation, numbers and addresses, a line each.</summary>
    public static string Of(IncomingContacts contacts)
    {
        var cards = contacts.Cards.Take(MaxCards).Select(Of);
        var more = contacts.Cards.Count > MaxCards ? $"[{contacts.Cards.Count - MaxCards} more contact cards: open WhatsApp on the phone to see them.]" : null;
        return string.Join("\n\n", more is null ? cards : cards.Append(more));
    }

    private static string Of(ContactCard card) => Lines.Join(
    [
        $"**Contact card:** {WhatsAppText.ToLine(card.Name)}",
        Lines.Labelled("Organisation:", card.Organisation),
        .. card.Numbers.Take(MaxEntries).Select(number => Lines.Labelled("Phone:", number)),
        .. card.Emails.Take(MaxEntries).Select(address => Lines.Labelled("E-mail:", address)),
    ]);
}
