namespace Ponte.FakeChatwoot;

/// <summary>An attachment as it was uploaded.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="FileType">Chatwoot's file_type: "image", "audio", "video" or "file".</param>
/// <param name="ContentType">The type by its bytes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
public sealed record StoredFile(string FileName, string FileType, string ContentType, long Size, string Sha256);
