using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>The fields that most kinds of message share (http-contract 7.1).</summary>
/// <param name="Number">The recipient as it was given.</param>
internal sealed record Addressing(string Number)
{
    /// <summary>The trace label of a caller that gives none.</summary>
    public const string DefaultSource = "api";

    private const int MaxNumber = 128;
    private const int MaxDelay = 60;
    private const int MaxMentions = 1024;
    private const int MaxSource = 64;

    /// <summary>Seconds of typing before it goes out, 0 to 60.</summary>
    public int DelaySeconds { get; init; }

    /// <summary>The WhatsApp id of the message it answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Whether the answer to a group's message goes to its author alone.</summary>
    public bool IsReplyPrivate { get; init; }

    /// <summary>Who is mentioned.</summary>
    public IReadOnlyList<UserId> Mentions { get; init; } = [];

    /// <summary>Whether everybody in the group is mentioned.</summary>
    public bool MentionsAll { get; init; }

    /// <summary>The caller's trace label.</summary>
    public string Source { get; init; } = DefaultSource;

    /// <summary>Reads them.</summary>
    public static Addressing Read(JsonFields fields)
    {
        var number = fields.TextOrInteger("number", MaxNumber)?.Trim() ?? "";
        var delay = fields.Integer("delay", 0) ?? 0;
        if (delay > MaxDelay)
        {
            fields.Report($"delay must be at most {MaxDelay} seconds");
        }

        return new Addressing(number)
        {
            DelaySeconds = (int)Math.Min(delay, MaxDelay),
            ReplyTo = fields.Text("replyTo", MaxNumber) is { Length: > 0 } replyTo ? replyTo : null,
            IsReplyPrivate = fields.Flag("replyPrivate") ?? false,
            Mentions = ReadMentions(fields),
            MentionsAll = fields.Flag("mentionAll") ?? false,
            Source = ReadSource(fields),
        };
    }

    /// <summary>The trace label; one that Ponte itself uses is refused.</summary>
    public static string ReadSource(JsonFields fields)
    {
        var source = fields.Text("source", MaxSource);
        if (source == Events.Happening.Chatwoot || source?.Any(char.IsControl) == true)
        {
            fields.Report("source must be a label of your own");
        }

        return string.IsNullOrWhiteSpace(source) ? DefaultSource : source;
    }

    private static List<UserId> ReadMentions(JsonFields fields)
    {
        var mentions = fields.Texts("mention", MaxMentions, MaxNumber).Select(text => UserId.TryParse(ChatSearch.AddressOf(text)?.Value, out var user) ? user : (UserId?)null).ToList();
        if (mentions.Contains(null))
        {
            fields.Report("mention must be a list of numbers or addresses of people");
        }

        return [.. mentions.OfType<UserId>()];
    }

    /// <summary>Nothing: numbers are personal.</summary>
    public override string ToString() => nameof(Addressing);
}
