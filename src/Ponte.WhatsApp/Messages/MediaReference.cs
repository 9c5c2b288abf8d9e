namespace Ponte.WhatsApp.Messages;

/// <summary>How to get the bytes of a received file.</summary>
/// <param name="Token">What the session needs to fetch it; opaque to everybody else, and a secret: whoever has it can read the file. At most 131,072 characters.</param>
/// <param name="MimeType">The type the sender declared; not to be trusted.</param>
public sealed record MediaReference(string Token, string MimeType)
{
    /// <summary>The name the sender gave the file; not to be trusted.</summary>
    public string? FileName { get; init; }

    /// <summary>Bytes, as the sender declared.</summary>
    public long? Size { get; init; }

    /// <summary>Length of a recording or video.</summary>
    public int? Seconds { get; init; }

    /// <summary>A sticker that moves.</summary>
    public bool IsAnimated { get; init; }

    /// <summary>Size and type only: the token is a secret.</summary>
    public override string ToString() => $"{MimeType}, {Size} bytes";
}
