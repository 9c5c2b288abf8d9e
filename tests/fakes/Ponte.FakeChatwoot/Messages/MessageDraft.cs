using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>What is to become a message.</summary>
internal sealed record MessageDraft
{
    public MessageType Type { get; init; } = MessageType.Outgoing;

    public string? Content { get; init; }

    public string ContentType { get; init; } = "text";

    public JsonObject ContentAttributes { get; init; } = [];

    public bool Private { get; init; }

    public string? SourceId { get; init; }

    public string? EchoId { get; init; }

    public object? Sender { get; init; }

    public IReadOnlyList<Upload> Files { get; init; } = [];

    /// <summary>The token's user; null for jobs and the public API (contract 9.4).</summary>
    public User? Performer { get; init; }
}
