using PhoneNumbers;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Dashboard;

/// <summary>A chat's address as people read it.</summary>
internal static class ChatName
{
    /// <summary>A number in the form in which it is written internationally (<c>+55 11 90000-0001</c>); null for an address without a number.</summary>
    public static string? NumberOf(string? jid)
    {
        if (!ChatId.TryParse(jid, out var chat) || chat.PhoneNumber is not { } number)
        {
            return null;
        }

        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            return numbers.Format(numbers.Parse(number, null), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return number;
        }
    }

    /// <summary>Whether it is a group's.</summary>
    public static bool IsGroup(string? jid) => ChatId.TryParse(jid, out var chat) && chat.Kind == ChatKind.Group;
}
