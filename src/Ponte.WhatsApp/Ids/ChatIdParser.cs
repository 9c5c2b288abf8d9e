namespace Ponte.WhatsApp.Ids;

internal static class ChatIdParser
{
    // The longest real address is a legacy group, "<number>-<unix time>@g.us"; anything far longer is not an address.
    private const int MaxLength = 128;

    public static bool TryParse(string? text, out ChatId id)
    {
        id = default;
        if (text is null || text.Length > MaxLength)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || text.IndexOf('@', at + 1) >= 0)
        {
            return false;
        }

        var user = text[..at].ToLowerInvariant();
        var (kind, server) = text[(at + 1)..].ToLowerInvariant() switch
        {
            "s.whatsapp.net" or "c.us" => (ChatKind.Phone, "s.whatsapp.net"),
            "lid" => (ChatKind.Lid, "lid"),
            "g.us" => (ChatKind.Group, "g.us"),
            "newsletter" => (ChatKind.Newsletter, "newsletter"),
            "broadcast" => (ChatKind.Broadcast, "broadcast"),
            _ => (default, ""),
        };
        if (kind is ChatKind.Phone or ChatKind.Lid)
        {
            user = WithoutDevice(user);
        }

        if (server.Length == 0 || !IsUser(user, kind))
        {
            return false;
        }

        id = ChatId.Create(user, server, kind);
        return true;
    }

    public static bool IsPhoneDigits(string? text) => text is { Length: >= 5 and <= 15 } && text.All(char.IsAsciiDigit);

    private static string WithoutDevice(string user)
    {
        // "user.agent:device" or "user_agent:device", each part optional and numeric.
        var end = user.IndexOfAny([':', '.', '_']);
        return end < 0 || !user[end..].All(c => char.IsAsciiDigit(c) || c is ':' or '.' or '_') ? user : user[..end];
    }

    private static bool IsUser(string user, ChatKind kind) => kind switch
    {
        ChatKind.Phone => IsPhoneDigits(user),
        ChatKind.Lid => user.Length is > 0 and <= 64 && user.All(char.IsAsciiDigit),
        ChatKind.Broadcast => user.Length > 0 && user.All(char.IsAsciiLetterOrDigit),
        _ => user.Length is > 0 and <= 64 && user.All(c => char.IsAsciiDigit(c) || c == '-'),
    };
}
