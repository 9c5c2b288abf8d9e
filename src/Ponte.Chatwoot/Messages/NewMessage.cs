namespace Ponte.Chatwoot.Messages;

/// <summary>A message to create (Chatwoot contract 6.1).</summary>
public sealed record NewMessage
{
    /// <summary>The text, at most 150,000 characters; null for attachments alone. Liquid in outgoing text is rendered: see <see cref="LiquidText"/>.</summary>
    public string? Content { get; init; }

    /// <summary><see cref="MessageType.Incoming"/> (as the contact, API inboxes only) or <see cref="MessageType.Outgoing"/> (as the token's user).</summary>
    public required MessageType MessageType { get; init; }

    /// <summary>A note among agents.</summary>
    public bool Private { get; init; }

    /// <summary>The caller's own id, at most 255 characters on older servers. Stored, not unique.</summary>
    public string? SourceId { get; init; }

    /// <summary>The Chatwoot id of the quoted message, in the same conversation; an unknown one is dropped by Chatwoot.</summary>
    public long? InReplyTo { get; init; }

    /// <summary>Comes back in the answer and in realtime events; never stored.</summary>
    public string? EchoId { get; init; }

    /// <summary>The file is a recording made in the chat. Stock Chatwoot shows it as any audio file; what builds on it may tell the difference.</summary>
    public bool IsVoiceMessage { get; init; }

    /// <summary>Files; with any, the request is multipart.</summary>
    public IReadOnlyList<NewAttachment> Attachments { get; init; } = [];

    /// <summary>The direction alone.</summary>
    public override string ToString() => $"new message ({MessageType})";
}

/// <summary>A file to upload.</summary>
/// <param name="FileName">The name shown to agents.</param>
/// <param name="ContentType">The declared media type; it decides <see cref="Attachment.FileType"/>. Not a media type: <c>application/octet-stream</c> is declared.</param>
/// <param name="Open">Opens the bytes, once per call; the stream is disposed after sending. What it throws is thrown at the caller.</param>
public sealed record NewAttachment(string FileName, string ContentType, Func<CancellationToken, ValueTask<Stream>> Open)
{
    /// <summary>Bytes, when known: a large file is given more time.</summary>
    public long Length { get; init; }

    /// <summary>The declared type: a file's name may be personal.</summary>
    public override string ToString() => ContentType;
}

internal sealed record NewMessageBody(
    string? Content, string MessageType, bool Private, string? SourceId, ReplyBody? ContentAttributes, string? EchoId);

internal sealed record ReplyBody(long InReplyTo);

internal sealed record MessageStatusBody(string Status, string? ExternalError);
