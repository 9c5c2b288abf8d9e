namespace Ponte.WhatsApp.Events;

/// <summary>The session's connection to WhatsApp changed. Not journaled: its position is that of the event before it.</summary>
/// <param name="State">The state from now on.</param>
public sealed record ConnectionChanged(SessionState State) : WhatsAppEvent;
