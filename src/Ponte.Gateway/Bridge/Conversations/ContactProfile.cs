using PhoneNumbers;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>
/// What a contact is created with, and found by. The identifier is the number's address when the number is known and the LID's until then. It is given
/// once and never changed by Ponte: automations of the customer may rest on it, and either address leads to the chat. A LID is never shown as a number.
/// </summary>
/// <param name="Name">What agents read.</param>
/// <param name="Identifier">The canonical WhatsApp address, unique in the Chatwoot account; null when that is another person's there.</param>
/// <param name="PhoneNumber">E.164, only when really known and possible.</param>
internal sealed record ContactProfile(string Name, string? Identifier, string? PhoneNumber)
{
    private const string Unnamed = "WhatsApp contact";
    private const string UnnamedGroup = "WhatsApp group ";

    /// <summary>Under which an earlier creation may have named the contact.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = Identifier is null ? [] : [Identifier];

    /// <summary>The same number written otherwise, E.164.</summary>
    public IReadOnlyList<string> NumberVariants { get; init; } = [];

    /// <summary>The profile of a chat.</summary>
    /// <param name="addresses">Its addresses.</param>
    /// <param name="name">What the person or group is called; null when that is not known.</param>
    public static ContactProfile Of(ChatAddresses addresses, string? name)
    {
        var chat = addresses.Phone ?? addresses.ToSend;
        var number = PhoneVariants.Of(chat).Prepend(chat).Select(form => form.PhoneNumber).FirstOrDefault(IsPossible);
        var numbers = addresses.All.Concat(addresses.All.SelectMany(PhoneVariants.Of)).Select(address => address.PhoneNumber).OfType<string>();
        return new ContactProfile(string.IsNullOrWhiteSpace(name) ? Fallback(chat) : name.Trim(), chat.Value, number)
        {
            Identifiers = [.. addresses.All.Select(address => address.Value).Prepend(chat.Value).Distinct()],
            NumberVariants = [.. numbers.Distinct().Where(other => other != number)],
        };
    }

    /// <summary>
    /// The same person with less that can be taken by somebody else in Chatwoot: first without the number, shown by LID alone where one is known, then by
    /// name alone; null when nothing is left to leave out.
    /// </summary>
    public ContactProfile? WithLess()
    {
        if (PhoneNumber is null)
        {
            return Identifier is null ? null : new ContactProfile(Name, null, null);
        }

        return Identifiers.FirstOrDefault(address => ChatId.Parse(address).Kind == ChatKind.Lid) is { } lid
            ? new ContactProfile(Name == PhoneNumber ? Unnamed : Name, lid, null)
            : new ContactProfile(Name, Identifier, null);
    }

    /// <summary>Whether nobody chose a name.</summary>
    public static bool IsUnnamed(string? name) => string.IsNullOrWhiteSpace(name) || name == Unnamed;

    /// <summary>Whether a name says nothing that the address does not.</summary>
    public static bool IsStandIn(string? name)
    {
        var said = name?.StartsWith(UnnamedGroup, StringComparison.Ordinal) == true ? name[UnnamedGroup.Length..] : name;
        return IsUnnamed(said) || said!.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')');
    }

    private static string Fallback(ChatId chat) => chat.Kind == ChatKind.Group ? UnnamedGroup + chat.User : chat.PhoneNumber ?? Unnamed;

    // Chatwoot's own check lets anything through that merely ends like a number (contract 4.2).
    private static bool IsPossible(string? number) =>
        number is ['+', >= '1' and <= '9', ..] && PhoneNumberUtil.GetInstance().IsPossibleNumber(number, null);

    public override string ToString() => nameof(ContactProfile);
}
