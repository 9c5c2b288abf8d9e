using System.Text;

namespace Ponte.WhatsApp.Messages;

/// <summary>A plain text message.</summary>
/// <param name="Text">The text in WhatsApp's own formatting, up to 65,536 characters.</param>
public sealed record IncomingText(string Text) : IncomingContent
{
    /// <summary>Prints the length only: a customer's words do not belong in logs.</summary>
    protected override bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Length = ").Append(Text.Length);
        return true;
    }
}
