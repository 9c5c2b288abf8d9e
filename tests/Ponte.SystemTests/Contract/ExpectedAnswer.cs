using System.Globalization;
using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Contract;

/// <summary>An answer as a row writes it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body's pattern, or an error's message.</param>
/// <param name="IsAwaited">It becomes so.</param>
internal sealed record ExpectedAnswer(int Status, string Text, bool IsAwaited)
{
    private const string Awaited = "until ";
    private const char Open = '…';

    /// <summary>Reads it.</summary>
    public static ExpectedAnswer Parse(string text)
    {
        var isAwaited = text.StartsWith(Awaited, StringComparison.Ordinal);
        var answer = isAwaited ? text[Awaited.Length..] : text;
        return new ExpectedAnswer(int.Parse(answer[..3], CultureInfo.InvariantCulture), answer[3..].TrimStart(), isAwaited);
    }

    /// <summary>Whether it is an error with this message. A message that ends with <c>…</c> is one that only begins so.</summary>
    public bool Says(string message) =>
        Status >= 400 && (Begins(Text, message) || Begins(message, Text) || Text == message);

    /// <summary>What is different about an answer; null: nothing.</summary>
    /// <param name="answer">As it came.</param>
    /// <param name="names">What the story has named; more is added where the pattern names it.</param>
    public string? Difference(Answer answer, Dictionary<string, string> names)
    {
        if (answer.Status != Status)
        {
            return $"{answer.Status} {answer.Body}";
        }

        if (Text == $"{Open}")
        {
            return null;
        }

        if (Status < 400 || Text.StartsWith('{'))
        {
            return BodyPattern.Difference(Text, answer.Body, names) is { } different ? $"{different} in {answer.Body}" : null;
        }

        // Of an error every byte counts, up to where the message is left open.
        var whole = Answer.Error(Status, Text.TrimEnd(Open)).Body;
        var fits = Text.EndsWith(Open) ? answer.Body.StartsWith(whole[..^3], StringComparison.Ordinal) && IsError(answer.Body) : answer.Body == whole;
        return fits ? null : $"{answer.Status} {answer.Body}";
    }

    private static bool Begins(string beginning, string whole) => beginning.EndsWith(Open) && whole.StartsWith(beginning.TrimEnd(Open), StringComparison.Ordinal);

    private static bool IsError(string body) =>
        BodyPattern.Difference("""{"success":false,"error":{"message":"<string>"}}""", JsonDocument.Parse(body).RootElement.GetRawText(), []) is null;
}
