using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>
/// What a contact is created with, and found by. The identifier is the number's address when the number is known and the LID's until then. It is given
/// once and never changed by Ponte: automations of the customer may rest on it, and either address leads to the chat. A LID is never shown as a number.
/// </summary>
/// <param name="Name">What agents read.</param>
/// <param name="Identifier">The canonical WhatsApp address, unique in the Chatwoot account.</param>
/// <param name="PhoneNumber">E.164, only when really known.</param>
internal sealed record ContactProfile(string Name, string Identifier, string? PhoneNumber)
{
    private const string Unnamed = "WhatsApp contact";

    /// <summary>Under which an earlier creation may have named the contact.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [Identifier];

    /// <summary>The same number written otherwise, E.164.</summary>
    public IReadOnlyList<string> NumberVariants { get; init; } = [];

    /// <summary>The profile of a chat whose partner calls itself <paramref name="name"/>. In a group that is a participant's name, not the chat's.</summary>
    public static ContactProfile Of(ChatAddresses addresses, string? name)
    {
        var chat = addresses.Phone ?? addresses.ToSend;
        var known = chat.Kind == ChatKind.Group || string.IsNullOrWhiteSpace(name) ? null : name.Trim();
        var numbers = addresses.All.Concat(addresses.All.SelectMany(PhoneVariants.Of)).Select(address => E164(address.PhoneNumber)).OfType<string>();
        var number = E164(chat.PhoneNumber);
        return new ContactProfile(known ?? Fallback(chat), chat.Value, number)
        {
            Identifiers = [.. addresses.All.Select(address => address.Value).Prepend(chat.Value).Distinct()],
            NumberVariants = [.. numbers.Distinct().Where(other => other != number)],
        };
    }

    /// <summary>The same person shown by LID alone, because the number is somebody else's in Chatwoot; null when no LID is known.</summary>
    public ContactProfile? WithoutNumber() => PhoneNumber is not null && Identifiers.FirstOrDefault(address => ChatId.Parse(address).Kind == ChatKind.Lid) is { } lid
        ? new ContactProfile(Name == PhoneNumber ? Unnamed : Name, lid, null)
        : null;

    /// <summary>Whether nobody chose a name.</summary>
    public static bool IsUnnamed(string? name) => string.IsNullOrWhiteSpace(name) || name == Unnamed;

    /// <summary>Whether a name says nothing that the number does not.</summary>
    public static bool IsStandIn(string? name) =>
        IsUnnamed(name) || name!.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')');

    private static string Fallback(ChatId chat) => chat.Kind == ChatKind.Group ? $"WhatsApp group {chat.User}" : chat.PhoneNumber ?? Unnamed;

    // Chatwoot's own check lets anything through that merely ends like a number (contract 4.2).
    private static string? E164(string? number) => number is ['+', >= '1' and <= '9', ..] ? number : null;

    public override string ToString() => nameof(ContactProfile);
}
