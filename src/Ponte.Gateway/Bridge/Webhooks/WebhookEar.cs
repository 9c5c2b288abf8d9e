using System.Security.Cryptography;
using System.Text;
using Ponte.Gateway.Api;
using Ponte.Gateway.Bridge.Realtime;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>
/// Hears Chatwoot's webhooks. What they say is a hint where to look, never what to send: repeated, swapped, late or forged ones change nothing. One small
/// write, then 200; the account's feed reads the rest.
/// </summary>
internal sealed class WebhookEar(
    WebhookStore webhooks, IntegrationStore integrations, HintStore hints, SecretBox secrets, IGrainFactory grains, TimeProvider time) : IDisposable
{
    // Bodies in memory at the same time, 1 MiB each at most.
    private const int AtOnce = 32;
    private const int MaxSecret = 128;

    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>Answers a request: null for 200.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large.</exception>
    public async Task<ApiError?> HearAsync(string id, string secret, HttpRequest request)
    {
        var cancellationToken = request.HttpContext.RequestAborted;
        if (await FindAsync(id, secret, cancellationToken) is not var (integration, webhook))
        {
            return ApiError.ForStatus(StatusCodes.Status404NotFound);
        }

        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await HearAsync(integration, webhook, request.Headers, await request.ReadAsync(), cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<ApiError?> HearAsync(
        Integration integration, StoredWebhook webhook, IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!IsGenuine(webhook, headers, body.Span))
        {
            return WebhookReference.BadSignature;
        }

        if (!WebhookNews.TryRead(body, out var news))
        {
            return ApiError.BadRequest(WebhookReference.NotJson);
        }

        if (news is not null && news.InboxId == integration.InboxId)
        {
            var now = time.GetUtcNow();
            var hint = news.IsChange
                ? Hint.Changed(integration.Id, news.ConversationId, news.MessageId, now)
                : Hint.Written(integration.Id, news.ConversationId, news.MessageId, now);
            await hints.AddAsync(hint, cancellationToken);

            // Not waited for: the row is on disk, and looked for even if this call is lost.
            grains.GetGrain<IChatwootAccountGrain>(integration.AccountKey).HintAsync().Ignore();
        }

        return null;
    }

    private async Task<(Integration, StoredWebhook)?> FindAsync(string id, string secret, CancellationToken cancellationToken)
    {
        if (secret.Length > MaxSecret || await webhooks.FindAsync(id, cancellationToken) is not { } webhook)
        {
            return null;
        }

        var given = Encoding.ASCII.GetBytes(WebhookAddress.Hash(secret));
        return CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(webhook.PathHash))
            && await integrations.FindAsync(id, cancellationToken) is { State: IntegrationState.Active } integration
            ? (integration, webhook)
            : null;
    }

    // Without a known secret the path alone has to do: Chatwoot signs since 4.11.2.
    private bool IsGenuine(StoredWebhook webhook, IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        webhook.SealedSecret is not { } box
        || WebhookSignature.IsValid(
            secrets.Open(box, StoredWebhook.SecretContext(webhook.IntegrationId)),
            headers[WebhookSignature.TimestampHeader],
            headers[WebhookSignature.SignatureHeader],
            body,
            time.GetUtcNow());
}
