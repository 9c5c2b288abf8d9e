using System.Globalization;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Ledger;

/// <summary>The query of <c>GET /api/deliveries/:instance</c>, read and checked. What is blank counts as left out, as forms send it.</summary>
/// <param name="Filter">What is asked for, the chat left out.</param>
/// <param name="Chat">The chat, as the caller names it; null for every chat.</param>
internal sealed record LedgerQuery(LedgerFilter Filter, string? Chat)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    // Longer than any address or message id.
    private const int MaxText = 300;

    /// <summary>Reads it; each thing that is wrong goes into <paramref name="problems"/> with its field's name.</summary>
    public static LedgerQuery Read(string instanceId, IQueryCollection query, ICollection<string> problems)
    {
        string? Value(string name, Predicate<string> isGood, string problem)
        {
            var text = query[name].ToString();
            if (string.IsNullOrWhiteSpace(text) || isGood(text))
            {
                return string.IsNullOrWhiteSpace(text) ? null : text;
            }

            problems.Add(problem);
            return null;
        }

        static bool IsText(string text) => text.Length <= MaxText && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c));

        var cursor = Value("cursor", text => LedgerCursor.Read(text) is not null, "cursor must be a nextCursor of this list");
        var limit = Value("limit", text => LimitOf(text) is >= 1 and <= MaxLimit, $"limit must be a whole number from 1 to {MaxLimit}");
        var filter = new LedgerFilter(instanceId)
        {
            State = Value("state", LedgerNames.IsState, LedgerNames.StateProblem),
            Destination = Value("destination", LedgerNames.IsDestination, LedgerNames.DestinationProblem),
            Kind = Value("kind", LedgerNames.IsKind, LedgerNames.KindProblem),
            MessageId = Value("messageId", IsText, $"messageId must be an id of at most {MaxText} characters"),
            Before = cursor is null ? null : LedgerCursor.Read(cursor),
            Limit = limit is null ? DefaultLimit : LimitOf(limit)!.Value,
        };
        return new LedgerQuery(filter, Value("chat", IsText, $"chat must be a chat id, an address or a number of at most {MaxText} characters"));
    }

    private static int? LimitOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
}
