using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for an invitation to a group. Pure.</summary>
internal static class InviteText
{
    /// <summary>The group, the link to join, the sender's words.</summary>
    public static string Of(IncomingInvite invite) => Lines.Join(
        $"**Invitation to a group:** {WhatsAppText.ToLine(invite.Group)}",
        invite.Link is { Length: > 0 } link ? WhatsAppText.ToLine(link) : "[It can be accepted on the phone only.]",
        Lines.Text(invite.Caption));
}
