using Microsoft.Extensions.Options;
using Ponte.Chatwoot;
using Ponte.Chatwoot.Webhooks;
using Ponte.Gateway.Api;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>
/// Keeps the account webhook of an integration as <c>Ponte:PublicUrl</c> wants it. What cannot be registered or removed is a line in the log: cable and
/// catch-up are complete without it.
/// </summary>
internal sealed partial class WebhookRegistration(
    WebhookStore webhooks,
    IntegrationStore integrations,
    ChatwootClients clients,
    SecretBox secrets,
    IOptions<PublicOptions> options,
    TimeProvider time,
    ILogger<WebhookRegistration> logger)
{
    private static readonly string[] Subscriptions = [WebhooksApi.MessageCreated, WebhooksApi.MessageUpdated];

    /// <summary>Registers what is missing and removes what is not wanted.</summary>
    /// <param name="integration">An active integration.</param>
    /// <param name="verify">Whether to ask Chatwoot although the row looks right.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it has to be tried again.</returns>
    public async Task<bool> EnsureAsync(Integration integration, bool verify, CancellationToken cancellationToken)
    {
        var stored = await webhooks.FindAsync(integration.Id, cancellationToken);
        if (options.Value.Address is not { } address)
        {
            return stored is null || await RemoveAsync(integration, stored, cancellationToken);
        }

        return (stored?.PublicUrl == address && !verify) || await RegisterAsync(integration, stored, address, cancellationToken);
    }

    /// <summary>Takes the webhook of an integration out of Chatwoot, if it has one.</summary>
    /// <returns>False when it has to be tried again.</returns>
    public async Task<bool> RemoveAsync(Integration integration, CancellationToken cancellationToken) =>
        await webhooks.FindAsync(integration.Id, cancellationToken) is not { } stored || await RemoveAsync(integration, stored, cancellationToken);

    private async Task<bool> RemoveAsync(Integration integration, StoredWebhook stored, CancellationToken cancellationToken)
    {
        if (!await DeleteAsync(Client(integration), integration, stored.WebhookId, cancellationToken))
        {
            return false;
        }

        await webhooks.DeleteAsync(integration.Id, cancellationToken);
        LogRemoved(integration.Id);
        return true;
    }

    private async Task<bool> RegisterAsync(Integration integration, StoredWebhook? stored, string address, CancellationToken cancellationToken)
    {
        var client = Client(integration);
        var listed = await client.Webhooks.ListAsync(cancellationToken);
        if (!listed.IsSuccess)
        {
            LogFailed(integration.Id, listed.Error.Kind);
            return false;
        }

        var standing = stored?.PublicUrl == address ? listed.Value.FirstOrDefault(webhook => Is(webhook, stored, address)) : null;
        foreach (var webhook in listed.Value.Where(webhook => webhook.Id != standing?.Id))
        {
            if (await IsLeftOverAsync(webhook, integration, stored, address, cancellationToken)
                && !await DeleteAsync(client, integration, webhook.Id, cancellationToken))
            {
                return false;
            }
        }

        return standing is not null
            ? await KeepAsync(stored!, standing, cancellationToken)
            : await CreateAsync(client, integration, address, cancellationToken);
    }

    private async Task<bool> CreateAsync(ChatwootClient client, Integration integration, string address, CancellationToken cancellationToken)
    {
        var secret = WebhookAddress.NewSecret();
        var created = await client.Webhooks.CreateAsync(WebhookAddress.Of(address, integration.Id, secret), Subscriptions, cancellationToken);
        if (!created.IsSuccess)
        {
            LogFailed(integration.Id, created.Error.Kind);
            return false;
        }

        var stored = new StoredWebhook(
            integration.Id,
            address,
            created.Value.Id,
            WebhookAddress.Hash(secret),
            Seal(integration.Id, created.Value.Secret),
            time.GetUtcNow().ToUnixTimeMilliseconds());
        await webhooks.SaveAsync(stored, cancellationToken);
        LogRegistered(integration.Id, created.Value.Secret is not null);
        return true;
    }

    // A Chatwoot that was updated since signs from now on; one that was told to change its secret uses another.
    private async Task<bool> KeepAsync(StoredWebhook stored, AccountWebhook standing, CancellationToken cancellationToken)
    {
        var known = stored.SealedSecret is { } box ? secrets.Open(box, StoredWebhook.SecretContext(stored.IntegrationId)) : null;
        if (standing.Secret is { Length: > 0 } && standing.Secret != known)
        {
            await webhooks.SaveAsync(stored with { SealedSecret = Seal(stored.IntegrationId, standing.Secret) }, cancellationToken);
        }

        return true;
    }

    // One of an earlier address, of an answer that was lost, or of an integration that ended while Chatwoot was away.
    private async Task<bool> IsLeftOverAsync(
        AccountWebhook webhook, Integration integration, StoredWebhook? stored, string address, CancellationToken cancellationToken)
    {
        if (stored is not null && webhook.Id == stored.WebhookId && WebhookAddress.Read(stored.PublicUrl, webhook.Url)?.IntegrationId == integration.Id)
        {
            return true;
        }

        return WebhookAddress.Read(address, webhook.Url) is { } ours
            && (ours.IntegrationId == integration.Id || await integrations.FindAsync(ours.IntegrationId, cancellationToken) is null);
    }

    private static bool Is(AccountWebhook webhook, StoredWebhook stored, string address) =>
        webhook.Id == stored.WebhookId
        && WebhookAddress.Read(address, webhook.Url) is { } read
        && read.IntegrationId == stored.IntegrationId
        && WebhookAddress.Hash(read.Secret) == stored.PathHash;

    private async Task<bool> DeleteAsync(ChatwootClient client, Integration integration, long webhookId, CancellationToken cancellationToken)
    {
        var deleted = await client.Webhooks.DeleteAsync(webhookId, cancellationToken);
        if (deleted.IsSuccess || deleted.Error.Kind == ChatwootErrorKind.NotFound)
        {
            return true;
        }

        LogNotRemoved(integration.Id, deleted.Error.Kind);
        return false;
    }

    private string? Seal(string integrationId, string? secret) =>
        secret is { Length: > 0 } ? secrets.Seal(secret, StoredWebhook.SecretContext(integrationId)) : null;

    private ChatwootClient Client(Integration integration) => clients.ForPeople(clients.Endpoint(integration));

    [LoggerMessage(LogLevel.Information, "Chatwoot tells {Integration} of messages by webhook as well; signed: {Signed}")]
    private partial void LogRegistered(string integration, bool signed);

    [LoggerMessage(LogLevel.Information, "The webhook of {Integration} was removed from Chatwoot")]
    private partial void LogRemoved(string integration);

    [LoggerMessage(LogLevel.Warning, "The webhook of {Integration} could not be registered in Chatwoot: {Kind}; realtime connection and catch-up do without it")]
    private partial void LogFailed(string integration, ChatwootErrorKind kind);

    [LoggerMessage(LogLevel.Warning, "A webhook of {Integration} could not be removed from Chatwoot: {Kind}; what it sends is refused")]
    private partial void LogNotRemoved(string integration, ChatwootErrorKind kind);
}
