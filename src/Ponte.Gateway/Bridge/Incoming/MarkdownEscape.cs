using System.Text.RegularExpressions;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>Which characters of a text Markdown would take for markup that WhatsApp does not know (CommonMark, tables, strike-through). Pure.</summary>
internal static partial class MarkdownEscape
{
    private static readonly string[] LinkEnds = ["](", "][", "]:"];

    /// <summary>Where the last thing stands that a bracket before it would make a link of; -1 when there is none.</summary>
    public static int LastLinkEnd(string text) => LinkEnds.Max(end => text.LastIndexOf(end, StringComparison.Ordinal));

    /// <summary>Whether the character needs a backslash to be shown as it is.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">The character.</param>
    /// <param name="line">The line it stands on.</param>
    /// <param name="lastLinkEnd">The text's <see cref="LastLinkEnd"/>.</param>
    public static bool IsNeeded(string text, int at, MarkdownLine line, int lastLinkEnd) => text[at] switch
    {
        '\\' => IsBeforePunctuation(text, at),
        '*' => !IsBullet(text, at) || line.IsRuleAt(at),
        '_' => !IsWithinWord(text, at) || line.IsRuleAt(at),
        '~' => Char(text, at - 1) == '~' || Char(text, at + 1) == '~',
        '`' => true,
        '[' => at < lastLinkEnd,
        '<' => AutoLink().IsMatch(MarkdownLine.RestAt(text, at)),
        '&' => Entity().IsMatch(MarkdownLine.RestAt(text, at)),
        '#' => at == line.Words && Heading().IsMatch(MarkdownLine.RestAt(text, at)),
        '+' => at == line.Words && Char(text, at + 1) is ' ' or '\t' or '\n',
        '-' or '=' or '|' or ':' => line.IsRuleAt(at),
        _ => false,
    };

    private static bool IsBeforePunctuation(string text, int at) => Char(text, at + 1) is var next && (next == '\n' || char.IsAsciiLetterOrDigit(next) is false && next is > ' ' and < '\x7f');

    private static bool IsBullet(string text, int at) => char.IsWhiteSpace(Char(text, at - 1)) && char.IsWhiteSpace(Char(text, at + 1));

    private static bool IsWithinWord(string text, int at) =>
        (char.IsLetterOrDigit(Char(text, at - 1)) && char.IsLetterOrDigit(Char(text, at + 1))) || IsBullet(text, at);

    // Beyond its ends a text borders on line breaks.
    private static char Char(string text, int at) => at >= 0 && at < text.Length ? text[at] : '\n';

    [GeneratedRegex(@"^<(?:[A-Za-z][A-Za-z0-9+.\-]*:|[^\s<>@]+@)[^\s<>]*>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AutoLink();

    [GeneratedRegex(@"^&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Entity();

    [GeneratedRegex(@"^#{1,6}(?:\s|$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Heading();
}
