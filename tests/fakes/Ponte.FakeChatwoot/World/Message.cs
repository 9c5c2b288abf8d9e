using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.World;

internal enum MessageType
{
    Incoming = 0,
    Outgoing = 1,
    Activity = 2,
    Template = 3,
}

internal sealed class Message
{
    public required long Id { get; init; }

    public required Conversation Conversation { get; init; }

    public required MessageType Type { get; init; }

    public string? Content { get; set; }

    public string ContentType { get; init; } = "text";

    public JsonObject ContentAttributes { get; set; } = [];

    /// <summary>"sent", "delivered", "read" or "failed".</summary>
    public string Status { get; set; } = "sent";

    public bool Private { get; init; }

    public string? SourceId { get; init; }

    /// <summary>Who wrote it: a <see cref="User"/>, a <see cref="Contact"/>, an <see cref="AgentBot"/> or nobody.</summary>
    public object? Sender { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public List<Attachment> Attachments { get; } = [];
}

internal sealed class Attachment
{
    public required long Id { get; init; }

    public required Message Message { get; init; }

    public required string FileType { get; init; }

    public required Blob Blob { get; init; }
}

internal sealed class Blob
{
    public required string SignedId { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>Pixel size, known a moment after the upload (contract 6.5 and recordings of webhooks).</summary>
    public (int Width, int Height)? Size { get; set; }

    public bool Deleted { get; set; }
}
