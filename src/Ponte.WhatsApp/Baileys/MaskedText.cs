using System.Text.RegularExpressions;

namespace Ponte.WhatsApp.Baileys;

/// <summary>Makes text fit to be logged that may, by accident, carry keys, numbers or a customer's words.</summary>
internal static partial class MaskedText
{
    private const int MaxLength = 160;

    /// <summary>One short line in which only plain words are left: of anything with digits, or longer than a word, remains a star.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        var end = start.IndexOfAny('\r', '\n');
        var line = (end < 0 ? start : start[..end]).ToString();
        var masked = Token().Replace(line.Length > MaxLength ? line[..MaxLength] : line, static match => IsWord(match.ValueSpan) ? match.Value : "*");
        return Control().Replace(masked, " ");
    }

    /// <summary>One line of at most 2,000 characters, otherwise as it is: for text that is promised to carry no secret.</summary>
    public static string OneLine(string text) => Control().Replace(text.Length > 2000 ? text[..2000] : text, " ");

    private static bool IsWord(ReadOnlySpan<char> token)
    {
        foreach (var c in token)
        {
            if (!char.IsAsciiLetter(c))
            {
                return false;
            }
        }

        return token.Length is >= 3 and <= 16;
    }

    // Everything that base64, hexadecimal and numbers are made of.
    [GeneratedRegex(@"[\p{L}\p{N}+/=_-]+")]
    private static partial Regex Token();

    [GeneratedRegex(@"\p{C}")]
    private static partial Regex Control();
}
