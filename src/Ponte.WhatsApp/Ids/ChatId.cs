using System.Diagnostics.CodeAnalysis;

namespace Ponte.WhatsApp.Ids;

/// <summary>
/// A WhatsApp chat address (JID) in its canonical form: lower case, no device, no agent; for example
/// <c>5511900000001@s.whatsapp.net</c>, <c>120363000000000001@g.us</c> or <c>100000000000001@lid</c>.
/// This is the only parser of chat addresses; everybody else treats the value as opaque.
/// </summary>
public readonly record struct ChatId
{
    private ChatId(string value, string user, ChatKind kind)
    {
        Value = value;
        User = user;
        Kind = kind;
    }

    /// <summary>Where a number's statuses ("stories") go.</summary>
    public static ChatId Status { get; } = Parse("status@broadcast");

    /// <summary>The whole canonical address.</summary>
    public string Value { get; }

    /// <summary>The part before the <c>@</c>: digits for a phone number or LID, the group id for a group.</summary>
    public string User { get; }

    /// <summary>What kind of chat this is.</summary>
    public ChatKind Kind { get; }

    /// <summary>The number in E.164 form (<c>+5511900000001</c>) when the address names a phone number, else null.</summary>
    public string? PhoneNumber => Kind == ChatKind.Phone ? "+" + User : null;

    /// <summary>Reads a canonical or raw address; devices (<c>user:12@…</c>) and agents (<c>user.0@…</c>) are dropped.</summary>
    /// <exception cref="FormatException">The text is not an address of a chat.</exception>
    public static ChatId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("Not a WhatsApp chat address.");

    /// <summary>As <see cref="Parse"/>, answering false instead of throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ChatId id) => ChatIdParser.TryParse(text, out id);

    /// <summary>The 1:1 chat with a phone number given as 5 to 15 digits without <c>+</c>.</summary>
    /// <exception cref="FormatException">Not 5 to 15 digits.</exception>
    public static ChatId FromPhoneDigits(string digits) =>
        ChatIdParser.IsPhoneDigits(digits) ? Parse(digits + "@s.whatsapp.net") : throw new FormatException("A phone number has 5 to 15 digits.");

    internal static ChatId Create(string user, string server, ChatKind kind) => new(user + "@" + server, user, kind);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
