namespace Ponte.Chatwoot.Messages;

/// <summary>A file of a message (Chatwoot contract 6.5).</summary>
public sealed record Attachment
{
    /// <summary>The attachment's id; null where Chatwoot leaves it out.</summary>
    public long? Id { get; init; }

    /// <summary><c>image</c>, <c>audio</c>, <c>video</c>, <c>file</c>, <c>location</c>, <c>contact</c>, ...: follows the declared type.</summary>
    public string? FileType { get; init; }

    /// <summary>The type by the bytes; null before 4.15.</summary>
    public string? ContentType { get; init; }

    /// <summary>The file name's extension; null before 4.15.</summary>
    public string? Extension { get; init; }

    /// <summary>Where to download, without authentication, through a redirect whose target expires after 5 minutes. Its host is Chatwoot's own idea of itself.</summary>
    public string? DataUrl { get; init; }

    /// <summary>A preview; empty unless an image.</summary>
    public string? ThumbUrl { get; init; }

    /// <summary>Bytes.</summary>
    public long? FileSize { get; init; }

    /// <summary>Pixels, when known.</summary>
    public long? Width { get; init; }

    /// <summary>Pixels, when known.</summary>
    public long? Height { get; init; }

    /// <summary>Id and type: the addresses need no login and are not shown.</summary>
    public override string ToString() => $"attachment {Id} ({FileType})";
}
