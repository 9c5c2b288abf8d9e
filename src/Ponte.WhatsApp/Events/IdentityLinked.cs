using System.Text;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>WhatsApp told which number a LID belongs to: both are one person, and their chats one chat.</summary>
/// <param name="Lid">The privacy-preserving address.</param>
/// <param name="Phone">The address by number.</param>
public sealed record IdentityLinked(UserId Lid, UserId Phone) : WhatsAppEvent
{
    /// <summary>Prints nothing: records are printed into logs.</summary>
    protected override bool PrintMembers(StringBuilder builder) => false;
}
