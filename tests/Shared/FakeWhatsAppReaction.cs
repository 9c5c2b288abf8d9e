namespace Ponte.Testing;

/// <summary>A reaction.</summary>
/// <param name="Id">The id of the message it is for.</param>
/// <param name="Emoji">The emoji; empty: removed.</param>
public sealed record FakeWhatsAppReaction(string Id, string Emoji);
