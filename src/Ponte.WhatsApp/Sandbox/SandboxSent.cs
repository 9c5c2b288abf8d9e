using System.Text;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>A message the sandbox was given to send. A send repeated under the same id is listed again, so that doubles cannot hide.</summary>
/// <param name="Message">What was sent; of a medium the path is empty.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="File">The bytes of a medium.</param>
public sealed record SandboxSent(OutgoingMessage Message, DateTimeOffset At, SandboxFile? File = null)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(Message);
        return true;
    }
}
