namespace Ponte.WhatsApp.Events;

/// <summary>The session's connection to WhatsApp changed. Not journaled: its position is that of the event before it.</summary>
/// <param name="Status">How the session stands from now on.</param>
public sealed record ConnectionChanged(SessionStatus Status) : WhatsAppEvent;
