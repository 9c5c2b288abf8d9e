using System.Text.Json.Nodes;

namespace Ponte.Chatwoot.Inboxes;

/// <summary>An API inbox to create (Chatwoot contract 3.1). Everything not said here is Chatwoot's default.</summary>
/// <param name="Name">Shown to agents; not blank.</param>
public sealed record NewApiInbox(string Name)
{
    /// <summary>Free attributes of the channel; null for none.</summary>
    public JsonObject? AdditionalAttributes { get; init; }

    /// <summary>One conversation per contact inbox for ever. The default is false.</summary>
    public bool LockToSingleConversation { get; init; }

    /// <summary>Where Chatwoot posts webhooks; at most 2048 characters, not checked by Chatwoot; null for none.</summary>
    public string? WebhookUrl { get; init; }
}

/// <summary>Changes to an API inbox; what is null stays as it is.</summary>
public sealed record InboxChanges
{
    /// <summary>A new name.</summary>
    public string? Name { get; init; }

    /// <summary>A new webhook address.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>The channel's free attributes: <b>replaces</b> all of them (Chatwoot contract 3.3), so send the old ones along.</summary>
    public JsonObject? AdditionalAttributes { get; init; }
}

internal sealed record ChannelBody(string? Type, string? WebhookUrl, JsonObject? AdditionalAttributes);

internal sealed record InboxBody(string? Name, bool? LockToSingleConversation, ChannelBody? Channel);

internal sealed record InboxMembersBody(long InboxId, IReadOnlyList<long> UserIds);
