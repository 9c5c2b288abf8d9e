using System.Globalization;
using System.Text.RegularExpressions;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>The little of Liquid that shows: variables are replaced, a syntax error leaves the text as it is (contract 6.1).</summary>
internal static partial class Liquid
{
    public static string? Render(string? content, Conversation conversation, User? user)
    {
        if (content is null || !content.Contains("{{", StringComparison.Ordinal))
        {
            return content;
        }

        var rest = Variable().Replace(content, "");
        var broken = rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("{%", StringComparison.Ordinal);
        return broken ? content : Variable().Replace(content, match => Value(match.Groups[1].Value, conversation, user) ?? "");
    }

    [GeneratedRegex(@"\{\{\s*([\w.]+)\s*\}\}")]
    private static partial Regex Variable();

    private static string? Value(string name, Conversation conversation, User? user) => name switch
    {
        "contact.name" => conversation.Contact.Name,
        "contact.first_name" => conversation.Contact.Name.Split(' ')[0],
        "contact.email" => conversation.Contact.Email,
        "contact.phone_number" => conversation.Contact.PhoneNumber,
        "agent.name" => user?.Name,
        "conversation.display_id" => conversation.DisplayId.ToString(CultureInfo.InvariantCulture),
        "inbox.name" => conversation.Inbox.Name,
        "account.name" => conversation.Account.Name,
        _ => null,
    };
}
