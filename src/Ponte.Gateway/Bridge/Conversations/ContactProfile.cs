using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>What a contact is created with.</summary>
/// <param name="Name">What agents read.</param>
/// <param name="Identifier">The canonical WhatsApp address, unique in the Chatwoot account.</param>
/// <param name="PhoneNumber">E.164, only when really known.</param>
internal sealed record ContactProfile(string Name, string Identifier, string? PhoneNumber)
{
    /// <summary>The profile of a chat whose partner calls itself <paramref name="name"/>. In a group that is a participant's name, not the chat's.</summary>
    public static ContactProfile Of(ChatId chat, string? name)
    {
        var known = chat.Kind == ChatKind.Group || string.IsNullOrWhiteSpace(name) ? null : name.Trim();
        return new ContactProfile(known ?? Fallback(chat), chat.Value, E164(chat.PhoneNumber));
    }

    private static string Fallback(ChatId chat) => chat.Kind == ChatKind.Group ? $"WhatsApp group {chat.User}" : chat.PhoneNumber ?? "WhatsApp contact";

    // Chatwoot's own check lets anything through that merely ends like a number (contract 4.2).
    private static string? E164(string? number) => number is ['+', >= '1' and <= '9', ..] ? number : null;

    public override string ToString() => nameof(ContactProfile);
}
