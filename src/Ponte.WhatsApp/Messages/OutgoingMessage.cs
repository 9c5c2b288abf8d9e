using System.Text;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Messages;

/// <summary>A message to send. The id is fixed by the caller before the first attempt, so that a repeated send is the same message.</summary>
/// <param name="Id">The WhatsApp message id to send under.</param>
/// <param name="Chat">The chat to send to.</param>
/// <param name="Text">The text in WhatsApp's own formatting.</param>
public sealed record OutgoingMessage(MessageId Id, ChatId Chat, string Text)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Length = ").Append(Text.Length);
        return true;
    }
}
