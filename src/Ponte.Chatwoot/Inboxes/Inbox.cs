using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Inboxes;

/// <summary>An inbox (Chatwoot contract 3.2). Its <c>hmac_token</c> and <c>secret</c> are not read.</summary>
public sealed record Inbox
{
    /// <summary>The inbox's id.</summary>
    public required long Id { get; init; }

    /// <summary>The inbox's name.</summary>
    public string? Name { get; init; }

    /// <summary><c>Channel::Api</c> for API inboxes.</summary>
    public string? ChannelType { get; init; }

    /// <summary>The key of the public API; null for agents and other channels.</summary>
    public string? InboxIdentifier { get; init; }

    /// <summary>Where Chatwoot posts webhooks of this inbox; null when none.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Whether one contact inbox has one conversation for ever.</summary>
    public bool LockToSingleConversation { get; init; }

    /// <summary>The channel's free attributes; null when there are none.</summary>
    [JsonConverter(typeof(LenientObject<JsonObject>))]
    public JsonObject? AdditionalAttributes { get; init; }

    /// <summary>A free attribute of the channel as text; null when absent.</summary>
    public string? Attribute(string key)
    {
        try
        {
            return AdditionalAttributes?[key] is JsonValue value ? value.ToString() : null;
        }
        catch (ArgumentException)
        {
            // The object names a key twice, which is only noticed on access.
            return null;
        }
    }

    /// <summary>The id alone: addresses and attributes may hold secrets.</summary>
    public override string ToString() => $"inbox {Id}";
}
