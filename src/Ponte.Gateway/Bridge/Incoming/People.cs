using System.Globalization;
using System.Text;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>What the people of one event are called. Names are whatever those people typed: here they are without anything that formats or links.</summary>
internal sealed class People
{
    private const int LongestName = 80;

    private readonly Dictionary<UserId, string> _names = [];

    /// <summary>Looks up everybody an event names.</summary>
    public static async ValueTask<People> OfAsync(PersonNames names, string instanceId, MessageEvent happened, CancellationToken cancellationToken)
    {
        var people = new People();
        people.Add(happened.Sender, happened.SenderName);
        foreach (var user in Named(happened).Distinct())
        {
            people.Add(user, await names.FindAsync(instanceId, user, cancellationToken));
        }

        return people;
    }

    /// <summary>Gives a person a name, unless it says nothing.</summary>
    public void Add(UserId user, string? name)
    {
        if (Plain(name) is { } plain)
        {
            _names[user] = plain;
        }
    }

    /// <summary>The name, else the number, else null.</summary>
    public string? Find(UserId user) => _names.GetValueOrDefault(user) ?? user.PhoneNumber;

    /// <summary>Name and number of who did something in a group, as far as they are known.</summary>
    public string Label(ChatEvent happened)
    {
        var number = happened.Sender.PhoneNumber ?? happened.SenderAlias?.PhoneNumber;
        return (_names.GetValueOrDefault(happened.Sender), number) switch
        {
            (null, null) => "Unknown participant",
            (null, _) => number,
            ({ } name, null) => name,
            ({ } name, _) => $"{name} ({number})",
        };
    }

    /// <summary>Who did something, at the beginning of a sentence.</summary>
    public string Who(ChatEvent happened) => happened is MessageEvent { SentBy: not null } ? "A program (through the API)"
        : happened.FromMe ? "You (on the phone)"
        : Find(happened.Sender) ?? happened.SenderAlias?.PhoneNumber ?? (happened.Chat.Kind == ChatKind.Group ? "A participant" : "The customer");

    /// <summary>A text in which those who are mentioned have their names.</summary>
    public string Mention(string text, IReadOnlyList<UserId> mentions)
    {
        foreach (var user in mentions.OrderByDescending(user => user.Chat.User.Length))
        {
            if (Find(user) is { } name)
            {
                text = text.Replace("@" + user.Chat.User, "@" + name, StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static IEnumerable<UserId> Named(MessageEvent happened) => happened switch
    {
        // Nobody's name is shown with an ordinary message of a chat with one person.
        MessageReceived { Chat.Kind: not ChatKind.Group, Content: not IncomingUndecryptable } message => message.Mentions,
        MessageReceived message => [message.Sender, .. message.Mentions],
        GroupChanged change => [change.Sender, .. change.Participants],
        _ => [happened.Sender],
    };

    private static string? Plain(string? name)
    {
        var plain = new StringBuilder(LongestName);
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            var isBreak = Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            var formats = rune.Value is '*' or '_' or '`' or '~' or '[' or ']' or '<' or '>' or '\\' or '{' or '}';
            if (!formats && !isBreak && !Rune.IsControl(rune) && plain.Length + rune.Utf16SequenceLength <= LongestName)
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString().Trim() is { Length: > 0 } text ? text : null;
    }
}
