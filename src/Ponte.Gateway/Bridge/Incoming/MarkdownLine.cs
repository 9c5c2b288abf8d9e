using System.Text.RegularExpressions;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>A line of a text as Markdown reads it. Pure.</summary>
/// <param name="Words">Where its words begin: after what makes a quote or a list of it, several of which may stand within each other.</param>
/// <param name="Marks">From where on there is nothing but the marks of rules, underlined headings and tables; its end when the last character is none.</param>
internal readonly partial record struct MarkdownLine(int Words, int Marks)
{
    private const string RuleMarks = "-=*_|:";

    /// <summary>What is left of a line after its words have begun.</summary>
    public static MarkdownLine Begun { get; } = new(-1, -1);

    /// <summary>The line that begins at a place.</summary>
    public static MarkdownLine From(string text, int start)
    {
        var line = RestAt(text, start);
        return new MarkdownLine(start + WordsOf(line), start + MarksOf(line));
    }

    /// <summary>The characters from a place to the end of its line.</summary>
    public static ReadOnlySpan<char> RestAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        var end = rest.IndexOf('\n');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Whether the character, if it is such a mark, makes a rule, a heading of the line before or a table of what is around.</summary>
    public bool IsRuleAt(int at) => at <= Words && at >= Marks;

    private static int WordsOf(ReadOnlySpan<char> line)
    {
        foreach (var match in QuotesAndLists().EnumerateMatches(line))
        {
            return match.Length;
        }

        return 0;
    }

    private static int MarksOf(ReadOnlySpan<char> line)
    {
        var marks = line.Length;
        while (marks > 0 && (char.IsWhiteSpace(line[marks - 1]) || RuleMarks.Contains(line[marks - 1], StringComparison.Ordinal)))
        {
            marks--;
        }

        return marks;
    }

    [GeneratedRegex(@"^[ \t]*(?:(?:>|(?:[-*]|[0-9]{1,9}[.)])[ \t])[ \t]*)*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex QuotesAndLists();
}
