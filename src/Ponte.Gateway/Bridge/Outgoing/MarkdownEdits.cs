using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ponte.Gateway.Bridge.Outgoing;

/// <summary>Finds what has to change in a Markdown text. A mark that is not where the parser says is left alone.</summary>
internal sealed class MarkdownEdits(string text)
{
    private readonly List<TextEdit> _edits = [];

    /// <summary>The changes in their order; of those that overlap, the widest comes first.</summary>
    public IReadOnlyList<TextEdit> Ordered() => [.. _edits.OrderBy(edit => edit.Start).ThenByDescending(edit => edit.Length)];

    public void AddAll(MarkdownDocument document)
    {
        foreach (var node in document.Descendants())
        {
            switch (node)
            {
                case HeadingBlock heading:
                    Add(heading);
                    break;
                case FencedCodeBlock code:
                    Add(code);
                    break;
                case EmphasisInline emphasis:
                    Add(emphasis);
                    break;
                case LinkInline link:
                    Add(link);
                    break;
                case AutolinkInline autolink when IsAt(autolink.Span.Start, '<') && IsAt(autolink.Span.End, '>'):
                    Replace(autolink.Span.Start, 1, "");
                    Replace(autolink.Span.End, 1, "");
                    break;
                case HtmlEntityInline entity when IsAt(entity.Span.Start, '&') && entity.Transcoded.ToString() is { Length: > 0 } character:
                    Replace(entity.Span.Start, entity.Span.Length, character);
                    break;
                case LiteralInline { IsFirstCharacterEscaped: true } escaped when IsAt(escaped.Span.Start, '\\'):
                    Replace(escaped.Span.Start, 1, "");
                    break;
                case LineBreakInline { IsBackslash: true } line when IsAt(line.Span.Start, '\\'):
                    Replace(line.Span.Start, 1, "");
                    break;
            }
        }
    }

    // WhatsApp has no headings: bold.
    private void Add(HeadingBlock heading)
    {
        if (heading.IsSetext || heading.Inline?.FirstChild is null || !IsAt(heading.Span.Start, '#'))
        {
            return;
        }

        var (start, end) = (heading.Inline.FirstChild.Span.Start, heading.Inline.LastChild!.Span.End);
        if (start <= heading.Span.Start || end < start || end >= text.Length)
        {
            return;
        }

        Replace(heading.Span.Start, start - heading.Span.Start, "*");
        Replace(end + 1, 0, "*");
    }

    // A fence has three backticks on WhatsApp, and no language. What is never closed, or has words behind tildes, was hardly meant as one.
    private void Add(FencedCodeBlock code)
    {
        var first = code.Span.Start;
        if (first < 0 || first >= text.Length || !IsAt(first, code.FencedChar))
        {
            return;
        }

        var lineEnd = text.IndexOf('\n', first) is >= 0 and var found ? found : text.Length;
        var last = Math.Min(code.Span.End, text.Length - 1);
        var hasWords = code.FencedChar == '~' && !string.IsNullOrWhiteSpace(code.Info);
        if (!hasWords && code.ClosingFencedCharCount > 0 && last >= lineEnd + code.ClosingFencedCharCount && IsAt(last, code.FencedChar))
        {
            Replace(first, lineEnd - first, "```");
            Replace(last - code.ClosingFencedCharCount + 1, code.ClosingFencedCharCount, "```");
        }
    }

    private void Add(EmphasisInline emphasis)
    {
        var (count, mark) = (emphasis.DelimiterCount, emphasis.DelimiterChar);
        var (start, end) = (emphasis.Span.Start, emphasis.Span.End - count + 1);
        if (start < 0 || end <= start || emphasis.Span.End >= text.Length || !IsRun(start, count, mark) || !IsRun(end, count, mark))
        {
            return;
        }

        // In the middle of words WhatsApp formats nothing, and `5*3*2` means what it says.
        var (before, after) = (IsWord(start - 1), IsWord(emphasis.Span.End + 1));
        if ((before || after) && ((before && after) || count == 1 || mark == '~'))
        {
            return;
        }

        var formatted = before || after || IsInHeading(emphasis) && count == 2 ? "" : mark == '~' ? "~" : count == 1 ? "_" : "*";
        Replace(start, count, formatted);
        Replace(end, count, formatted);
    }

    private void Add(LinkInline link)
    {
        var (start, length) = (link.Span.Start, link.Span.Length);
        var opening = link.IsImage ? 2 : 1;
        if (link.IsAutoLink || link.Reference is not null || string.IsNullOrEmpty(link.Url) || start < 0 || link.Span.End >= text.Length
            || !IsAt(start + opening - 1, '[') || !IsAt(link.Span.End, ')') || link.UrlSpan.Start <= start)
        {
            return;
        }

        var middle = text.LastIndexOf("](", link.UrlSpan.Start, link.UrlSpan.Start - start, StringComparison.Ordinal);
        if (middle < start)
        {
            return;
        }

        var label = text[(start + opening)..middle].Trim();
        if (label.Length == 0 || IsSame(label, link.Url))
        {
            Replace(start, length, link.Url.StartsWith("mention:", StringComparison.Ordinal) ? label : label.Length == 0 ? link.Url : label);
            return;
        }

        Replace(start, opening, "");
        Replace(middle, link.Span.End - middle + 1, link.Url.StartsWith("mention:", StringComparison.Ordinal) ? "" : $" ({link.Url})");
    }

    private static bool IsSame(string label, string url) =>
        label == url || "mailto:" + label == url || "tel:" + label == url || "https://" + label == url.TrimEnd('/') || "http://" + label == url.TrimEnd('/');

    private static bool IsInHeading(Inline inline)
    {
        ContainerInline? root = inline.Parent;
        while (root?.Parent is { } above)
        {
            root = above;
        }

        return root?.ParentBlock is HeadingBlock { IsSetext: false };
    }

    private bool IsRun(int start, int count, char mark)
    {
        for (var i = start; i < start + count; i++)
        {
            if (!IsAt(i, mark))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsWord(int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    private bool IsAt(int at, char character) => at >= 0 && at < text.Length && text[at] == character;

    private void Replace(int start, int length, string replacement) => _edits.Add(new TextEdit(start, length, replacement));
}
