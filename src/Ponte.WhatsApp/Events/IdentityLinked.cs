using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>WhatsApp told which number a LID belongs to: both are one person, and their chats one chat.</summary>
/// <param name="Lid">The privacy-preserving address.</param>
/// <param name="Phone">The address by number.</param>
public sealed record IdentityLinked(UserId Lid, UserId Phone) : WhatsAppEvent;
