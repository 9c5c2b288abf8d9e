using System.Globalization;
using System.Text.Json.Serialization;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Bridge;

/// <summary>The body of <c>GET /api/chatwoot/list/:instance</c>: flat snake_case, no <c>success</c>, the token in plain text (http-contract 4.2).</summary>
internal sealed record IntegrationAnswer
{
    [JsonPropertyName("instance_name")]
    public required string InstanceName { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("bridge_integration_id")]
    public required string BridgeIntegrationId { get; init; }

    [JsonPropertyName("chatwoot_base_url")]
    public required string ChatwootBaseUrl { get; init; }

    [JsonPropertyName("chatwoot_account_id")]
    public required long ChatwootAccountId { get; init; }

    [JsonPropertyName("chatwoot_api_token")]
    public required string ChatwootApiToken { get; init; }

    [JsonPropertyName("chatwoot_inbox_id")]
    public required long ChatwootInboxId { get; init; }

    [JsonPropertyName("chatwoot_inbox_name")]
    public required string ChatwootInboxName { get; init; }

    [JsonPropertyName("last_error")]
    public required string LastError { get; init; }

    [JsonPropertyName("created_at")]
    public required string CreatedAt { get; init; }

    [JsonPropertyName("sign_messages")]
    public required bool SignMessages { get; init; }

    [JsonPropertyName("ignore_groups")]
    public required bool IgnoreGroups { get; init; }

    [JsonPropertyName("start_as_pending")]
    public required bool StartAsPending { get; init; }

    [JsonPropertyName("reopen_resolved")]
    public required bool ReopenResolved { get; init; }

    public static IntegrationAnswer Of(Instance instance, Integration integration, string status, string token) => new()
    {
        InstanceName = instance.Name,
        Status = status,
        BridgeIntegrationId = integration.Id,
        ChatwootBaseUrl = integration.BaseUrl,
        ChatwootAccountId = integration.AccountId,
        ChatwootApiToken = token,
        ChatwootInboxId = integration.InboxId,
        ChatwootInboxName = integration.InboxName,
        LastError = integration.LastError,
        CreatedAt = integration.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        SignMessages = integration.Flags.SignMessages,
        IgnoreGroups = integration.Flags.IgnoreGroups,
        StartAsPending = integration.Flags.StartAsPending,
        ReopenResolved = integration.Flags.ReopenResolved,
    };

    public override string ToString() => $"{nameof(IntegrationAnswer)} of {InstanceName}";
}
