using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Webhooks;

/// <summary>
/// Webhooks of the account; administrators only (Chatwoot contract 3.3). Unlike an inbox's own webhook, one of the account that fails leaves the messages as
/// they are.
/// </summary>
public sealed class WebhooksApi
{
    /// <summary>A message was created.</summary>
    public const string MessageCreated = "message_created";

    /// <summary>A message was changed: its status, its deletion.</summary>
    public const string MessageUpdated = "message_updated";

    private readonly ChatwootTransport _transport;
    private readonly ChatwootEndpoint _endpoint;

    internal WebhooksApi(ChatwootTransport transport, ChatwootEndpoint endpoint)
    {
        _transport = transport;
        _endpoint = endpoint;
    }

    /// <summary>All of the account, anybody's.</summary>
    public async Task<ChatwootResult<IReadOnlyList<AccountWebhook>>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(new(HttpMethod.Get, _endpoint.AccountPath("webhooks")), ChatwootJson.Default.WebhookListAnswer, cancellationToken))
        .Select(answer => answer.Payload.Webhooks);

    /// <summary>Creates one; an address that exists already is <see cref="ChatwootErrorKind.Invalid"/>.</summary>
    public async Task<ChatwootResult<AccountWebhook>> CreateAsync(string url, IReadOnlyList<string> subscriptions, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            ApiRequest.Json(HttpMethod.Post, _endpoint.AccountPath("webhooks"), new(new(url, subscriptions)), ChatwootJson.Default.WebhookBody),
            ChatwootJson.Default.CreatedWebhookAnswer,
            cancellationToken)).Select(answer => answer.Payload.Webhook);

    /// <summary>Deletes one; absent: <see cref="ChatwootErrorKind.NotFound"/>.</summary>
    public Task<ChatwootResult<NoContent>> DeleteAsync(long webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new(HttpMethod.Delete, _endpoint.AccountPath($"webhooks/{webhookId}")), cancellationToken);
}
