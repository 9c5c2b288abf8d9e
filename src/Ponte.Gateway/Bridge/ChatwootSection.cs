using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Bridge.Activation;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Bridge;

/// <summary>The <c>chatwoot</c> block of an instance: inline activation (http-contract 4.4) and summary (4.5, §9).</summary>
internal sealed class ChatwootSection(
    IntegrationStore integrations, IntegrationStatus status, ChatwootActivation activation, IOptions<BridgeOptions> options) : IInstanceSection
{
    public string Name => "chatwoot";

    public async Task<object> CreateAsync(Instance instance, JsonElement body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body);
        if (fields.Flag("chatwootEnabled") is not true)
        {
            return fields.Problems.Count == 0 ? Summary.Off : Summary.Failed(fields.ProblemText);
        }

        if (!options.Value.Enabled)
        {
            return Summary.Failed(ActivationRefusal.NotConfiguredText);
        }

        var request = ActivationFields.Read(fields, instance, inline: true);
        if (fields.Problems.Count > 0)
        {
            return Summary.Failed(ActivationRefusal.InvalidBody(fields.ProblemText).Message);
        }

        var result = await activation.SetAsync(instance, request);
        return result.Integration is { } integration ? Summary.Of(integration, "active") : Summary.Failed(result.Error!.Message);
    }

    public async Task<object> DescribeAsync(Instance instance, CancellationToken cancellationToken) =>
        await integrations.FindActiveAsync(instance.Id, cancellationToken) is { } integration
            ? Summary.Of(integration, await status.OfAsync(integration))
            : Summary.Off;

    public Task DeleteAsync(Instance instance, CancellationToken cancellationToken) => activation.RemoveAsync(instance, cancellationToken);

    private sealed record Summary
    {
        public static Summary Off { get; } = new() { Enabled = false };

        [JsonPropertyName("enabled")]
        public required bool Enabled { get; init; }

        [JsonPropertyName("status")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Status { get; init; }

        [JsonPropertyName("error")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Error { get; init; }

        [JsonPropertyName("bridge_integration_id")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? BridgeIntegrationId { get; init; }

        [JsonPropertyName("chatwoot_base_url")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? ChatwootBaseUrl { get; init; }

        [JsonPropertyName("chatwoot_account_id")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? ChatwootAccountId { get; init; }

        [JsonPropertyName("chatwoot_inbox_id")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? ChatwootInboxId { get; init; }

        [JsonPropertyName("chatwoot_inbox_name")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? ChatwootInboxName { get; init; }

        [JsonPropertyName("last_error")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? LastError { get; init; }

        public static Summary Of(Integration integration, string status) => new()
        {
            Enabled = true,
            Status = status,
            BridgeIntegrationId = integration.Id,
            ChatwootBaseUrl = integration.BaseUrl,
            ChatwootAccountId = integration.AccountId,
            ChatwootInboxId = integration.InboxId,
            ChatwootInboxName = integration.InboxName,
            LastError = integration.LastError,
        };

        public static Summary Failed(string error) => new() { Enabled = false, Status = "error", Error = error };
    }
}
