namespace Ponte.Testing;

/// <summary>A message that a peer or a phone has sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Media">Its medium.</param>
public sealed record FakeWhatsAppSent(string Id, FakeWhatsAppStoredMedium? Media);
