using System.Text.Json.Serialization;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Messages;

/// <summary>What Chatwoot stores about a message beside its text (Chatwoot contract 6.1, 6.7, 6.8).</summary>
public sealed record MessageContentAttributes
{
    /// <summary>Deleted by an agent or by a program.</summary>
    public bool Deleted { get; init; }

    /// <summary>Why it is failed. Null means no error, also when the key is present.</summary>
    public string? ExternalError { get; init; }

    /// <summary>The quoted message's Chatwoot id.</summary>
    public long? InReplyTo { get; init; }

    /// <summary>The quoted message's source id.</summary>
    public string? InReplyToExternalId { get; init; }

    /// <summary>What an <c>input_select</c>, <c>cards</c>, <c>form</c> or <c>article</c> message offers; else empty.</summary>
    [JsonConverter(typeof(LenientList<MessageItem>))]
    public IReadOnlyList<MessageItem> Items { get; init => field = value ?? []; } = [];
}
