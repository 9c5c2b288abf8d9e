using System.Text;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Messages;

/// <summary>
/// Finds the members of a group that a text mentions: <c>@</c> and a name that only one member has, or a number with or without <c>+</c>. Pure.
/// </summary>
internal static class GroupMentions
{
    /// <summary>The text as WhatsApp wants it, each mention being <c>@</c> and the member's number or LID, and who is mentioned.</summary>
    public static (string Text, IReadOnlyList<UserId> Mentions) Find(string text, IReadOnlyList<GroupMember> members)
    {
        var names = Names(members);
        var result = new StringBuilder(text.Length);
        var mentions = new List<UserId>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '@' && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && Match(text, at + 1, names, members) is { } match)
            {
                result.Append('@').Append(match.Member.User.Chat.User);
                mentions.Add(match.Member.User);
                at += match.Length;
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return (result.ToString(), [.. mentions.Distinct()]);
    }

    // The longest first: a member's name may begin with another's.
    private static List<(string Name, GroupMember Member)> Names(IReadOnlyList<GroupMember> members) =>
    [
        .. members
            .Where(member => !string.IsNullOrWhiteSpace(member.Name))
            .GroupBy(member => member.Name!.Trim(), StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() == 1)
            .Select(same => (same.Key, same.First()))
            .OrderByDescending(named => named.Key.Length),
    ];

    private static (GroupMember Member, int Length)? Match(string text, int start, List<(string Name, GroupMember Member)> names, IReadOnlyList<GroupMember> members)
    {
        foreach (var (name, member) in names)
        {
            if (string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0 && EndsAt(text, start + name.Length))
            {
                return (member, name.Length);
            }
        }

        var digits = start < text.Length && text[start] == '+' ? start + 1 : start;
        var end = digits;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end > digits && EndsAt(text, end) && WithNumber(text[digits..end], members) is { } found ? (found, end - start) : null;
    }

    private static bool EndsAt(string text, int at) => at >= text.Length || !char.IsLetterOrDigit(text[at]);

    private static GroupMember? WithNumber(string digits, IReadOnlyList<GroupMember> members)
    {
        if (!ChatId.TryParse(digits + "@s.whatsapp.net", out var number))
        {
            return null;
        }

        ChatId[] forms = [number, .. PhoneVariants.Of(number)];
        return members.FirstOrDefault(member => forms.Contains(member.User.Chat) || (member.Alias is { } alias && forms.Contains(alias.Chat)));
    }
}
