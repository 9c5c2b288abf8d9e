namespace Ponte.Testing;

/// <summary>A quoted message.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Participant">The address of who wrote it, as the quoting message says.</param>
public sealed record FakeWhatsAppQuote(string Id, string? Participant);
