using System.Text;
using System.Text.RegularExpressions;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>
/// WhatsApp's formatting as the Markdown that Chatwoot renders: <c>*bold*</c> becomes <c>**bold**</c>, <c>~strike~</c> becomes <c>~~strike~~</c>; italics, code,
/// lists and quotes are the same in both. What only Markdown would take for markup is escaped: no character of the text vanishes when it is rendered. Pure.
/// </summary>
internal static partial class WhatsAppText
{
    private const string Fence = "```";

    // Hostile texts of nothing but opening marks must not be searched to their end for each of them.
    private const int LongestSpan = 4096;

    /// <summary>The text as Markdown on one line.</summary>
    public static string ToLine(string text) => ToMarkdown(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The text as Markdown. A text without markup stays as it is.</summary>
    public static string ToMarkdown(string text)
    {
        var lines = Verbatim().Replace(text, verbatim => OnItsOwnLines(text, verbatim));
        var lastLinkEnd = MarkdownEscape.LastLinkEnd(lines);
        var result = new StringBuilder(lines.Length + 16);
        var at = 0;
        foreach (Match verbatim in Verbatim().Matches(lines))
        {
            Formatted(result, lines, at, verbatim.Index, lastLinkEnd);
            result.Append(verbatim.Value);
            at = verbatim.Index + verbatim.Length;
        }

        Formatted(result, lines, at, lines.Length, lastLinkEnd);
        return QuoteEnd().Replace(result.ToString(), "$1\n\n");
    }

    // Several lines of code need fences on lines of their own; one line and addresses are the same in Markdown. What stands beside the code is a line of its
    // own then, and is escaped as such.
    private static string OnItsOwnLines(string text, Match verbatim)
    {
        if (!verbatim.Value.StartsWith(Fence, StringComparison.Ordinal) || !verbatim.Value.Contains('\n', StringComparison.Ordinal))
        {
            return verbatim.Value;
        }

        var code = verbatim.Value[Fence.Length..^Fence.Length];
        var before = verbatim.Index > 0 && text[verbatim.Index - 1] != '\n' ? "\n" : "";
        return before + Fence + (code.StartsWith('\n') ? "" : "\n") + code + (code.EndsWith('\n') ? "" : "\n") + Fence + '\n';
    }

    // The range is looked at within the whole text: what stands beside it decides about its edges. In the rest of a line whose beginning was copied nothing begins.
    private static void Formatted(StringBuilder result, string text, int start, int end, int lastLinkEnd)
    {
        var marks = Pairs(text, start, end);
        var line = MarkdownLine.Begun;
        for (var i = start; i < end; i++)
        {
            line = i == 0 || text[i - 1] == '\n' ? MarkdownLine.From(text, i) : line;
            if (marks.TryGetValue(i, out var mark))
            {
                result.Append(mark);
            }
            else
            {
                result.Append(MarkdownEscape.IsNeeded(text, i, line, lastLinkEnd) ? "\\" : "").Append(text[i]);
            }
        }
    }

    private static Dictionary<int, string> Pairs(string text, int start, int end)
    {
        var marks = new Dictionary<int, string>();
        for (var i = start; i < end; i++)
        {
            if (MarkOf(text[i]) is { } mark && !marks.ContainsKey(i) && Opens(text, i) && FindClose(text, i, end, marks) is { } close)
            {
                marks[i] = mark;
                marks[close] = mark;
            }
        }

        return marks;
    }

    private static string? MarkOf(char c) => c switch
    {
        '*' => "**",
        '_' => "_",
        '~' => "~~",
        _ => null,
    };

    private static bool Opens(string text, int at) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) && text[at + 1] != text[at]
        && (at == 0 || text[at - 1] != text[at]);

    private static int? FindClose(string text, int open, int end, Dictionary<int, string> taken)
    {
        for (var i = open + 2; i < Math.Min(end, open + LongestSpan) && text[i] != '\n' && text[open + 1] != '\n'; i++)
        {
            if (text[i] == text[open] && !taken.ContainsKey(i) && Closes(text, i))
            {
                return i;
            }
        }

        return null;
    }

    private static bool Closes(string text, int at) =>
        !char.IsWhiteSpace(text[at - 1]) && text[at - 1] != text[at]
        && (at + 1 == text.Length || (!char.IsLetterOrDigit(text[at + 1]) && text[at + 1] != text[at]));

    // Code, over several lines or in one, and addresses.
    [GeneratedRegex(@"```[^`](?:(?!```)[\s\S])*?```|(?<!`)`[^`\n]+`(?!`)|https?://[^\s<>`]+", RegexOptions.CultureInvariant)]
    private static partial Regex Verbatim();

    // In Markdown a quote goes on until an empty line; on WhatsApp it is one line.
    [GeneratedRegex(@"(^>[^\n]*)\n(?=[^>\n])", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex QuoteEnd();
}
