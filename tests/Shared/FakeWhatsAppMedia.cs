namespace Ponte.Testing;

/// <summary>What a message says about its medium.</summary>
/// <param name="Kind"><c>image</c>, <c>video</c>, <c>gif</c>, <c>videoNote</c>, <c>audio</c>, <c>voice</c>, <c>document</c>, <c>sticker</c>.</param>
/// <param name="MimeType">Its MIME type.</param>
/// <param name="FileName">The name of a document.</param>
/// <param name="Seconds">How long it plays.</param>
/// <param name="Size">Bytes, before encryption.</param>
/// <param name="Path">Where the media host has it.</param>
public sealed record FakeWhatsAppMedia(string Kind, string? MimeType, string? FileName, int? Seconds, long Size, string Path);
