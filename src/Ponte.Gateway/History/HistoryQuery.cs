using System.Globalization;
using System.Text.RegularExpressions;
using Ponte.Gateway.Api;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.History;

/// <summary>The body of <c>POST /api/chat/history/:instance</c>, read and checked.</summary>
/// <param name="Number">Whose chat.</param>
/// <param name="Count">How many messages, at most.</param>
/// <param name="From">The earliest time.</param>
/// <param name="To">The latest time.</param>
internal sealed partial record HistoryQuery(ChatId Number, int Count, DateTimeOffset From, DateTimeOffset To)
{
    public const int DefaultCount = 50;
    public const int MaxCount = 500;

    /// <summary>Reads it, or says what is wrong first.</summary>
    public static (HistoryQuery? Query, ApiError? Problem) Read(JsonFields fields)
    {
        var number = NumberField.Text(fields);
        var count = fields.Integer("count", min: 1) ?? DefaultCount;
        var (from, to) = (fields.Text("from"), fields.Text("to"));
        var (chat, problem) = NumberField.Read(fields, number);
        if (chat is not { } known)
        {
            return (null, problem);
        }

        if (!TryRead(from, DateTimeOffset.MinValue, out var earliest))
        {
            return (null, ApiError.BadRequest(HistoryRefusal.BadDateText("from")));
        }

        return TryRead(to, DateTimeOffset.MaxValue, out var latest)
            ? (new HistoryQuery(known, (int)Math.Min(count, MaxCount), earliest, latest), null)
            : (null, ApiError.BadRequest(HistoryRefusal.BadDateText("to")));
    }

    public override string ToString() => nameof(HistoryQuery);

    // Blank counts as left out, as forms send it. A time without a zone is in UTC.
    private static bool TryRead(string? text, DateTimeOffset otherwise, out DateTimeOffset time)
    {
        time = otherwise;
        return string.IsNullOrWhiteSpace(text)
            || (Iso8601().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time));
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,7})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?\\z", RegexOptions.IgnoreCase)]
    private static partial Regex Iso8601();
}
