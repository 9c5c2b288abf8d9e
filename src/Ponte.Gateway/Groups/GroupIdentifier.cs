using System.Text.RegularExpressions;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Groups;

/// <summary>How a caller names a group: by its address, or by an invitation code or link. One of the two is there.</summary>
internal sealed partial record GroupIdentifier(ChatId? Group, string? InviteCode)
{
    /// <summary>Reads an identifier; null when it is none.</summary>
    public static GroupIdentifier? Parse(string text)
    {
        text = text.Trim();
        if (ChatId.TryParse(text, out var chat))
        {
            return chat.Kind == ChatKind.Group ? new GroupIdentifier(chat, null) : null;
        }

        if (GroupNumber().IsMatch(text) && ChatId.TryParse(text + "@g.us", out var group))
        {
            return new GroupIdentifier(group, null);
        }

        return Link().Match(text) is { Success: true } match ? new GroupIdentifier(null, match.Groups["code"].Value) : null;
    }

    [GeneratedRegex("^(1203[0-9]{14,20}|[0-9]{5,15}-[0-9]{10})$")]
    private static partial Regex GroupNumber();

    [GeneratedRegex("^(https?://chat\\.whatsapp\\.com/(invite/)?)?(?<code>[A-Za-z0-9_-]{10,64})/?(\\?.*)?$")]
    private static partial Regex Link();
}
