namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>Builds a text of lines, of which any may be missing. Pure.</summary>
internal static class Lines
{
    /// <summary>The lines that say something, one below the other.</summary>
    public static string Join(params IEnumerable<string?> lines) => string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));

    /// <summary>A text as Markdown, null when it says nothing.</summary>
    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : WhatsAppText.ToMarkdown(text.Trim());

    /// <summary>A text as one line of Markdown behind a label, null when it says nothing.</summary>
    public static string? Labelled(string label, string? text) => string.IsNullOrWhiteSpace(text) ? null : $"{label} {WhatsAppText.ToLine(text)}";
}
