namespace Ponte.Testing;

/// <summary>A medium that a peer has downloaded, decrypted and verified.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Its hash, in base64.</param>
/// <param name="Base64">Its content, up to 1 MiB.</param>
public sealed record FakeWhatsAppMedium(long Size, string Sha256, string? Base64)
{
    /// <summary>The content of a small one.</summary>
    public byte[] Content => Convert.FromBase64String(Base64 ?? throw new InvalidOperationException("It is too large to be told."));
}
