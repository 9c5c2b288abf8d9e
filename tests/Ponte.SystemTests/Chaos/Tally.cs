namespace Ponte.SystemTests.Chaos;

/// <summary>What was written against what arrived, in one direction.</summary>
/// <param name="Written">Messages that were accepted from their writers.</param>
/// <param name="Lost">Those that are nowhere.</param>
/// <param name="Doubled">Those that are there more than once.</param>
/// <param name="Reordered">Messages that stand behind a later one of their chat.</param>
internal sealed record Tally(int Written, int Lost, int Doubled, int Reordered)
{
    private const int Shown = 10;

    /// <summary>Some of what went wrong, for whoever looks into it.</summary>
    public string Detail { get; private init; } = "";

    /// <summary>Compares.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="arrived">What arrived, in its order; the same id again is the same message, which the receiver shows once.</param>
    /// <param name="laneOf">What is in order among itself; the chat unless told.</param>
    public static Tally Of(IReadOnlyCollection<ChatLine> written, IEnumerable<Arrived> arrived, Func<ChatLine, object>? laneOf = null)
    {
        var shown = arrived.DistinctBy(message => message.Id).Select(message => ChatLine.Parse(message.Text)).OfType<ChatLine>().ToList();
        var distinct = shown.Distinct().ToList();
        var lost = written.Except(distinct).ToList();
        var doubled = shown.GroupBy(line => line).Where(line => line.Count() > 1).Select(line => line.Key).ToList();
        var overtaken = distinct.GroupBy(laneOf ?? (line => line.Chat)).SelectMany(Overtaken).ToList();
        return new Tally(written.Count, lost.Count, shown.Count - distinct.Count, overtaken.Count)
        {
            Detail = $"lost: {Some(lost)}; doubled: {Some(doubled)}; overtaken: {Some(overtaken)}",
        };
    }

    public static Tally operator +(Tally left, Tally right) =>
        new(left.Written + right.Written, left.Lost + right.Lost, left.Doubled + right.Doubled, left.Reordered + right.Reordered)
        {
            Detail = $"{left.Detail}; {right.Detail}",
        };

    private static IEnumerable<ChatLine> Overtaken(IEnumerable<ChatLine> lane)
    {
        var highest = int.MinValue;
        foreach (var line in lane)
        {
            if (line.Number < highest)
            {
                yield return line;
            }

            highest = Math.Max(highest, line.Number);
        }
    }

    private static string Some(List<ChatLine> lines) => string.Join(' ', lines.Take(Shown));
}
