namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>The account webhook of an integration, as its row says.</summary>
/// <param name="IntegrationId">The integration.</param>
/// <param name="PublicUrl">The <c>Ponte:PublicUrl</c> it was registered under.</param>
/// <param name="WebhookId">Chatwoot's id of it.</param>
/// <param name="PathHash">SHA-256 of the secret that its address ends in, lower-case hexadecimal.</param>
/// <param name="SealedSecret">What Chatwoot signs with, encrypted; null where it does not sign.</param>
/// <param name="CreatedAt">When it was registered; Unix milliseconds.</param>
internal sealed record StoredWebhook(string IntegrationId, string PublicUrl, long WebhookId, string PathHash, string? SealedSecret, long CreatedAt)
{
    /// <summary>What associates the encrypted secret with its row.</summary>
    public static string SecretContext(string integrationId) => $"chatwoot_webhook:{integrationId}:secret";

    /// <summary>The id alone.</summary>
    public override string ToString() => $"webhook of {IntegrationId}";
}
