namespace Ponte.WhatsApp.Messages;

/// <summary>One contact card.</summary>
/// <param name="DisplayName">The name it is shown with.</param>
/// <param name="VCard">The card, a vCard 3.0.</param>
public sealed record OutgoingContact(string DisplayName, string VCard)
{
    /// <summary>Nothing of it: it is about a person.</summary>
    public override string ToString() => nameof(OutgoingContact);
}
