using System.Text;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>A message for the simulated phone to receive, as a caller gives it: nothing about it is trusted.</summary>
public sealed record SandboxMessage
{
    /// <summary>The longest text: 65,536 characters, as on WhatsApp.</summary>
    public const int MaxTextLength = 65_536;

    /// <summary>The longest name: 256 characters.</summary>
    public const int MaxNameLength = 256;

    // 9999-12-31T23:59:59Z, the last second a DateTimeOffset can tell.
    private const long MaxTimestamp = 253_402_300_799;

    /// <summary>The sender: a number of 5 to 15 digits without <c>+</c>, or a LID such as <c>100000000000001@lid</c>.</summary>
    public required string From { get; init; }

    /// <summary>The sender's other name, which WhatsApp tells with the message: a LID for a number, a number for a LID; absent: it does not tell.</summary>
    public string? Alias { get; init; }

    /// <summary>The name the sender gives, up to <see cref="MaxNameLength"/> characters.</summary>
    public string? Name { get; init; }

    /// <summary>The group (<c>…@g.us</c>) it is written in; absent: the 1:1 chat with <see cref="From"/>.</summary>
    public string? Chat { get; init; }

    /// <summary>Its message id; absent: a new one. An id known in the chat is absorbed.</summary>
    public string? Id { get; init; }

    /// <summary>Its text, 1 to <see cref="MaxTextLength"/> characters.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written, in Unix seconds; absent: now.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Everything that is wrong with it, each sentence beginning with its JSON field; empty when it can be received.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        var sender = PersonOf(From);
        Check(sender is not null, "from must be 5 to 15 digits or a LID (…@lid)");
        Check(
            Alias is null || sender is null || (PersonOf(Alias) is { } alias && alias.Chat.Kind != sender.Value.Chat.Kind),
            "alias must be a LID (…@lid) for a number, or 5 to 15 digits for a LID");
        Check(Name is not { Length: > MaxNameLength }, $"name must have at most {MaxNameLength} characters");
        Check(Chat is null || (ChatId.TryParse(Chat, out var chat) && chat.Kind == ChatKind.Group), "chat must be a group address (…@g.us)");
        Check(Id is null || MessageId.TryParse(Id, out _), "id must be 1 to 128 printable ASCII characters without spaces");
        Check(Text is { Length: > 0 and <= MaxTextLength }, $"text must have 1 to {MaxTextLength} characters");
        Check(Timestamp is null or (>= 0 and <= MaxTimestamp), "timestamp must be Unix seconds");
        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }

    /// <summary>The person that a field names; null when it names none.</summary>
    internal static UserId? PersonOf(string? text) =>
        UserId.TryParse(text is not null && text.All(char.IsAsciiDigit) ? text + "@s.whatsapp.net" : text, out var person)
        && (person.Chat.Kind == ChatKind.Lid || person.Chat.User == text)
            ? person
            : null;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Length = ").Append(Text?.Length ?? 0);
        return true;
    }
}
