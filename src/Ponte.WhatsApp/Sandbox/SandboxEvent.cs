using System.Text;
using System.Text.Json;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Something that is to happen on the simulated phone, as a caller gives it: nothing about it is trusted.</summary>
public sealed record SandboxEvent
{
    /// <summary>The longest text of a message: 65,536 characters, as on WhatsApp.</summary>
    public const int MaxTextLength = 65_536;

    /// <summary>The longest name: 256 characters.</summary>
    public const int MaxNameLength = 256;

    // 9999-12-31T23:59:59Z, the last second a DateTimeOffset can tell.
    private const long MaxTimestamp = 253_402_300_799;

    /// <summary>The number of every simulated phone: it is the sender of what happens with <see cref="FromMe"/>.</summary>
    public static UserId Self { get; } = UserId.Parse("5511900009999@s.whatsapp.net");

    /// <summary>The kind, as engine/PROTOCOL.md names it.</summary>
    public string Kind { get; init; } = "message";

    /// <summary>
    /// Who does it: a number of 5 to 15 digits without <c>+</c>, or a LID such as <c>100000000000001@lid</c>. With <see cref="FromMe"/>: the other side
    /// of the chat.
    /// </summary>
    public string? From { get; init; }

    /// <summary>That person's other name, which WhatsApp tells with it: a LID for a number, a number for a LID; absent: it does not tell.</summary>
    public string? Alias { get; init; }

    /// <summary>The name the sender gives, up to <see cref="MaxNameLength"/> characters.</summary>
    public string? Name { get; init; }

    /// <summary>The group (<c>…@g.us</c>) it happens in, or with <see cref="FromMe"/> a person; absent: the 1:1 chat with <see cref="From"/>.</summary>
    public string? Chat { get; init; }

    /// <summary>Done by this number, on the phone itself.</summary>
    public bool FromMe { get; init; }

    /// <summary>Its id; absent: a new one. An id known in the chat, of the same kind, is absorbed.</summary>
    public string? Id { get; init; }

    /// <summary>The text of a message without other content, 1 to <see cref="MaxTextLength"/> characters.</summary>
    public string? Text { get; init; }

    /// <summary>When it happens, in Unix seconds; absent: <c>sentAt</c> of <see cref="Details"/>, or now.</summary>
    public long? Timestamp { get; init; }

    /// <summary>An object with everything else, in the form of engine/PROTOCOL.md; a person may also be named by the digits of a number alone.</summary>
    public JsonElement Details { get; init; }

    /// <summary>Only this number can be called, and its own typing is told to nobody here.</summary>
    internal bool IsOwn => FromMe && Kind is not ("call" or "typing");

    internal bool IsInNoChat => Kind is "contact" or "picture" or "identity" or "label";

    /// <summary>What is wrong with who, where and when, each sentence beginning with its JSON field.</summary>
    internal List<string> OriginProblems()
    {
        var problems = new List<string>();
        var person = PersonOf(From);
        Check(person is not null || (IsOwn && Chat is not null && From is null), "from must be 5 to 15 digits or a LID (…@lid)");
        Check(
            Alias is null || person is null || (PersonOf(Alias) is { } alias && alias.Chat.Kind != person.Value.Chat.Kind),
            "alias must be a LID (…@lid) for a number, or 5 to 15 digits for a LID");
        Check(Name is not { Length: > MaxNameLength }, $"name must have at most {MaxNameLength} characters");
        Check(
            Chat is null ? Kind != "group" || person is null : ChatOf() is not null,
            IsOwn && Kind != "group" ? "chat must be a group address (…@g.us) or a person's" : "chat must be a group address (…@g.us)");
        Check(Id is null || MessageId.TryParse(Id, out _), "id must be 1 to 128 printable ASCII characters without spaces");
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

    /// <summary>The chat it happens in; null when the fields name none.</summary>
    internal ChatId? ChatOf() => Chat is null ? PersonOf(From)?.Chat
        : ChatId.TryParse(Chat, out var group) && group.Kind == ChatKind.Group ? group
        : IsOwn && Kind != "group" ? PersonOf(Chat)?.Chat ?? (UserId.TryParse(Chat, out var person) ? person.Chat : null)
        : null;

    /// <summary>The person that a field names; null when it names none.</summary>
    public static UserId? PersonOf(string? text) =>
        UserId.TryParse(text is not null && text.All(char.IsAsciiDigit) ? text + "@s.whatsapp.net" : text, out var person)
        && (person.Chat.Kind == ChatKind.Lid || person.Chat.User == text)
            ? person
            : null;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Kind = ").Append(Kind).Append(", Id = ").Append(Id).Append(", Length = ").Append(Text?.Length ?? 0);
        return true;
    }
}
