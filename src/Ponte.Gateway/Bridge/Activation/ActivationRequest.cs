namespace Ponte.Gateway.Bridge.Activation;

/// <summary>A valid request to activate Chatwoot.</summary>
/// <param name="BaseUrl">Normalised: absolute, http or https, no trailing slash.</param>
/// <param name="AccountId">Greater than 0.</param>
/// <param name="ApiToken">The agent's <c>access_token</c>.</param>
/// <param name="InboxName">The name of the inbox to create.</param>
/// <param name="Flags">The four switches.</param>
internal sealed record ActivationRequest(string BaseUrl, long AccountId, string ApiToken, string InboxName, IntegrationFlags Flags)
{
    public override string ToString() => $"activation of {BaseUrl} account {AccountId}";
}
