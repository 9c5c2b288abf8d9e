using System.Text;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>A message the sandbox was given to send. A send repeated under the same id is listed again, so that doubles cannot hide.</summary>
/// <param name="MessageId">The WhatsApp message id it was sent under.</param>
/// <param name="Chat">The chat it was sent to.</param>
/// <param name="Text">Its text.</param>
/// <param name="At">When it was accepted.</param>
public sealed record SandboxSent(MessageId MessageId, ChatId Chat, string Text, DateTimeOffset At)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("MessageId = ").Append(MessageId).Append(", Length = ").Append(Text.Length);
        return true;
    }
}
