namespace Ponte.Chatwoot;

/// <summary>
/// Chatwoot renders Liquid in outgoing message content: <c>{{contact.name}}</c> is replaced and unknown variables vanish; incoming content
/// is never rendered (Chatwoot contract 6.1).
/// </summary>
public static class LiquidText
{
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Breaks <c>{{</c> and <c>{%</c> with a zero-width space so that a text written by a program stays as it is.</summary>
    /// <returns>The same text when there is nothing to break.</returns>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains("{{", StringComparison.Ordinal) && !text.Contains("{%", StringComparison.Ordinal))
        {
            return text;
        }

        var escaped = new System.Text.StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            escaped.Append(text[i]);
            if (text[i] == '{' && i + 1 < text.Length && text[i + 1] is '{' or '%')
            {
                escaped.Append(ZeroWidthSpace);
            }
        }

        return escaped.ToString();
    }
}
