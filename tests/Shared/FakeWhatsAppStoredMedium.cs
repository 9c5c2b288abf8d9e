namespace Ponte.Testing;

/// <summary>A medium that a peer has sent.</summary>
/// <param name="Path">Where the media host has it.</param>
/// <param name="Size">Bytes, before encryption.</param>
/// <param name="Sha256">Its hash, in base64.</param>
public sealed record FakeWhatsAppStoredMedium(string Path, long Size, string Sha256);
