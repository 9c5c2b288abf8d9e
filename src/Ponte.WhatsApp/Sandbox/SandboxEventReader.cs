using System.Buffers;
using System.Text.Json;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Makes an event of what a caller gave: writes it in the form of engine/PROTOCOL.md and reads that.</summary>
internal static class SandboxEventReader
{
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["message"] = [],
        ["edit"] = ["target", "content"],
        ["delete"] = ["target"],
        ["reaction"] = ["target", "emoji"],
        ["vote"] = ["target"],
        ["receipt"] = ["messages", "level"],
        ["call"] = [],
        ["group"] = ["change"],
        ["typing"] = ["state"],
        ["contact"] = ["user"],
        ["picture"] = ["chat"],
        ["identity"] = ["lid", "phone"],
        ["label"] = ["label", "change"],
    };

    // Written from the fields of their own, or not a caller's to say.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "kind", "from", "alias", "name", "chat", "id", "fromMe", "timestamp", "sender", "senderAlias", "senderName", "chatAlias",
    };

    /// <summary>The event, or what is wrong with it: each sentence begins with its JSON field.</summary>
    public static (WhatsAppEvent? Event, IReadOnlyList<string> Problems) Read(SandboxEvent given, Func<MessageId> createId, DateTimeOffset now)
    {
        if (!Needed.TryGetValue(given.Kind, out var needed))
        {
            return (null, ["kind must be one of " + string.Join(", ", Needed.Keys)]);
        }

        try
        {
            var problems = Problems(given, needed);
            if (problems.Count > 0)
            {
                return (null, problems);
            }

            var json = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(json))
            {
                Write(writer, given, createId, now);
            }

            var read = JsonSerializer.Deserialize(json.WrittenSpan, WhatsAppJson.Shared.WhatsAppEvent)!;
            return Problem(read) is { } problem ? (null, [problem]) : (read, []);
        }
        catch (JsonException e)
        {
            return (null, [$"{(e.Path is { Length: > 2 } path ? path[2..] : "the body")} is incomplete or not valid"]);
        }
        catch (NotSupportedException)
        {
            return (null, ["content.kind is required"]);
        }
        catch (InvalidOperationException)
        {
            return (null, ["the body must be valid text"]);
        }
    }

    private static List<string> Problems(SandboxEvent given, string[] needed)
    {
        var problems = given.IsInNoChat ? [] : given.OriginProblems();
        problems.AddRange(needed.Where(name => !Has(given, name)).Select(name => $"{name} is required"));
        if (given.Kind == "message")
        {
            problems.AddRange(MessageProblems(given));
        }

        return problems;
    }

    private static bool Has(SandboxEvent given, string name) =>
        given.Details.ValueKind == JsonValueKind.Object && given.Details.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static IEnumerable<string> MessageProblems(SandboxEvent given)
    {
        if (given.Text is not null && Has(given, "content"))
        {
            yield return "text and content exclude each other";
        }
        else if (!Has(given, "content") && given.Text is not { Length: > 0 and <= SandboxEvent.MaxTextLength })
        {
            yield return $"text must have 1 to {SandboxEvent.MaxTextLength} characters";
        }
    }

    // What the types leave open and other code relies on.
    private static string? Problem(WhatsAppEvent read) => read switch
    {
        ReceiptReceived { Messages.Count: 0 } => "messages must have one at least",
        MessageReceived { Content: IncomingContacts { Cards.Count: 0 } } => "content.cards must have one at least",
        IdentityLinked linked when linked.Lid.Chat.Kind != ChatKind.Lid => "lid must be a LID (…@lid)",
        LabelChanged { Change: LabelChange.Assigned or LabelChange.Removed, Chat: null } => "chat is required",
        LabelChanged { Change: not (LabelChange.Assigned or LabelChange.Removed), Chat: not null } => "chat belongs to assigned and removed only",
        IdentityLinked linked when linked.Phone.Chat.Kind != ChatKind.Phone => "phone must be 5 to 15 digits",
        _ => null,
    };

    private static void Write(Utf8JsonWriter writer, SandboxEvent given, Func<MessageId> createId, DateTimeOffset now)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", given.Kind);
        if (!given.IsInNoChat)
        {
            WriteOrigin(writer, given, createId, now);
        }

        if (given.Kind == "label")
        {
            writer.WriteNumber("sentAt", given.Timestamp is { } seconds ? seconds * 1000 : now.ToUnixTimeMilliseconds());
        }

        if (given.Kind == "call")
        {
            writer.WriteString("outcome", "missed");
            writer.WriteBoolean("isVideo", false);
        }

        // Of a name that is written twice the last counts: what the caller gave.
        foreach (var property in given.Details.ValueKind == JsonValueKind.Object ? given.Details.EnumerateObject() : default)
        {
            var isText = given.Kind == "message" && property.Name == "text";
            if (given.IsInNoChat ? property.Name != "kind" : !isText && !Reserved.Contains(property.Name) && !IsNull(property))
            {
                PersonWriter.Write(writer, property);
            }
        }

        if (given is { Kind: "message", Text: { } text })
        {
            writer.WriteStartObject("content");
            writer.WriteString("kind", "text");
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static bool IsNull(JsonProperty property) => property.Value.ValueKind == JsonValueKind.Null;

    private static void WriteOrigin(Utf8JsonWriter writer, SandboxEvent given, Func<MessageId> createId, DateTimeOffset now)
    {
        var fromMe = given.IsOwn;
        var person = SandboxEvent.PersonOf(given.From);
        var alias = SandboxEvent.PersonOf(given.Alias);
        var chat = given.ChatOf()!.Value;
        writer.WriteString("chat", chat.Value);
        writer.WriteString("id", given.Id ?? createId().Value);
        writer.WriteString("sender", (fromMe ? SandboxEvent.Self : person!.Value).Value);
        writer.WriteBoolean("fromMe", fromMe);
        writer.WriteNumber("sentAt", given.Timestamp is { } seconds ? seconds * 1000 : now.ToUnixTimeMilliseconds());
        if (alias is { } other && chat == person?.Chat)
        {
            writer.WriteString("chatAlias", other.Value);
        }

        if (alias is { } senderAlias && !fromMe)
        {
            writer.WriteString("senderAlias", senderAlias.Value);
        }

        if (given.Name is { } name)
        {
            writer.WriteString("senderName", name);
        }
    }
}
