using System.Text;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp;

/// <summary>How a session stands.</summary>
/// <param name="State">The connection's state.</param>
/// <param name="Cause">Why it is not connected, when there is a reason worth telling; null otherwise.</param>
/// <param name="Self">The linked number; null before the first pairing and after a logout.</param>
public sealed record SessionStatus(SessionState State, ConnectionCause? Cause = null, UserId? Self = null)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("State = ").Append(State).Append(", Cause = ").Append(Cause?.Code);
        return true;
    }
}
