using System.Text;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Ponte.Gateway.Bridge.Outgoing;

/// <summary>
/// Writes CommonMark, as Chatwoot's editor stores it, in WhatsApp's formatting. Pure. Only the marks that mean something else on WhatsApp are changed, in
/// their places; everything else is the agent's text, character for character: lists, quotes, code, tables, HTML, and marks in the middle of words.
/// </summary>
internal static class WhatsAppText
{
    private static readonly MarkdownPipeline Pipeline = Build();

    public static string FromMarkdown(string markdown)
    {
        var text = markdown.ReplaceLineEndings("\n");
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested deeper than any person writes: the parser gives up, and the text goes as it is.
            return text.Trim();
        }

        var edits = new MarkdownEdits(text);
        edits.AddAll(document);
        return Apply(text, edits.Ordered()).Trim();
    }

    private static string Apply(string text, IReadOnlyList<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in edits)
        {
            // Within something that was replaced as a whole.
            if (edit.Start < at)
            {
                continue;
            }

            result.Append(text, at, edit.Start - at).Append(edit.Replacement);
            at = edit.Start + edit.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UseAutoLinks()
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
            .DisableHtml();

        // Nobody means code by spaces before a line of a chat.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }
}
