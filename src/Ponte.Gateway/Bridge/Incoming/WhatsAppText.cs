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
        var result = new StringBuilder(text.Length + 16);
        var at = 0;
        foreach (Match verbatim in Verbatim().Matches(text))
        {
            Formatted(result, text, at, verbatim.Index);
            Copy(result, verbatim.Value);
            at = verbatim.Index + verbatim.Length;
        }

        Formatted(result, text, at, text.Length);
        return QuoteEnd().Replace(result.ToString(), "$1\n\n");
    }

    // Several lines of code need fences on lines of their own; one line and addresses are the same in Markdown.
    private static void Copy(StringBuilder result, string verbatim)
    {
        if (!verbatim.StartsWith(Fence, StringComparison.Ordinal) || !verbatim.Contains('\n', StringComparison.Ordinal))
        {
            result.Append(verbatim);
            return;
        }

        var code = verbatim[Fence.Length..^Fence.Length];
        result.Append(result.Length > 0 && result[^1] != '\n' ? "\n" : "").Append(Fence);
        result.Append(code.StartsWith('\n') ? "" : "\n").Append(code).Append(code.EndsWith('\n') ? "" : "\n").Append(Fence).Append('\n');
    }

    // The range is looked at within the whole text: what stands beside it decides about its edges. After code of several lines it is a line of its own.
    private static void Formatted(StringBuilder result, string text, int start, int end)
    {
        var marks = Pairs(text, start, end);
        var lastLinkEnd = MarkdownEscape.LastLinkEnd(text);
        var line = MarkdownLine.From(text, start);
        for (var i = start; i < end; i++)
        {
            line = i > start && text[i - 1] == '\n' ? MarkdownLine.From(text, i) : line;
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
