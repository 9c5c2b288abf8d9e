namespace Ponte.WhatsApp.Events;

/// <summary>An event and its place in the session's journal.</summary>
/// <param name="Position">Grows by event; what is acknowledged up to here is not delivered again. Starts at 1.</param>
/// <param name="Event">What happened.</param>
public sealed record JournaledEvent(long Position, WhatsAppEvent Event);
