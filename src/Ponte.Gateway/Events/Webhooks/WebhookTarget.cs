using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events.Payloads;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>Posts events to the webhooks of instances.</summary>
internal sealed partial class WebhookTarget(
    WebhookStore webhooks, EnvelopeWriter envelopes, WebhookRequests requests, IHttpClientFactory http, TimeProvider time, ILogger<WebhookTarget> logger) : IDeliveryTarget
{
    /// <summary>The named <see cref="HttpClient"/>.</summary>
    public const string Client = "webhooks";

    /// <summary>How long a receiver may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // At once to one webhook, however many chats have something for it.
    private const int MaxConcurrent = 16;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new();

    public string Destination => Deliveries.Destination.Webhook;

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        if (await FindAsync(row.Lane, cancellationToken) is not { } webhook)
        {
            return new DeliveryOutcome.Ignored("The webhook is disabled or gone.");
        }

        var told = ToldEvent.FromJson(row.Lane, row.Payload);
        if (await envelopes.WriteAsync(told, webhook.MediaBase64, cancellationToken) is not { } body)
        {
            return new DeliveryOutcome.Ignored("The instance is gone.");
        }

        var place = _places.GetOrAdd(row.Lane.Destination, static _ => new SemaphoreSlim(MaxConcurrent, MaxConcurrent));
        await place.WaitAsync(cancellationToken);
        try
        {
            return await PostAsync(webhook, row, told.Name, body, cancellationToken);
        }
        catch (CryptographicException exception)
        {
            LogUnreadable(exception, row.Lane.InstanceId, webhook.Id);
            return new DeliveryOutcome.Failed(new DeliveryFailure("webhook_unreadable", "The webhook's secrets cannot be opened with this encryption key. Set it anew.", Certain: true));
        }
        finally
        {
            place.Release();
        }
    }

    // What another node stored a moment ago must not be taken for disabled.
    private async Task<Webhook?> FindAsync(LaneKey lane, CancellationToken cancellationToken) =>
        Choose(await webhooks.FindAsync(lane.InstanceId, cancellationToken), lane) ?? Choose(await webhooks.ReadAsync(lane.InstanceId, cancellationToken), lane);

    private static Webhook? Choose(IReadOnlyList<Webhook> all, LaneKey lane) => all.FirstOrDefault(webhook => webhook.Enabled && webhook.Destination == lane.Destination);

    private async Task<DeliveryOutcome> PostAsync(Webhook webhook, Delivery row, string name, byte[] body, CancellationToken cancellationToken)
    {
        using var request = requests.Create(webhook, row.Id, name, body);
        using var late = new CancellationTokenSource(Limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var client = http.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            var pause = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
            return WebhookAnswer.Of(response.StatusCode, pause, row, time.GetUtcNow());
        }
        catch (HttpRequestException exception)
        {
            return WebhookAnswer.Of(exception, row, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return WebhookAnswer.Late(Limit, row, time.GetUtcNow());
        }
    }

    [LoggerMessage(LogLevel.Error, "The secrets of webhook {Webhook} of instance {Instance} cannot be opened with this encryption key")]
    private partial void LogUnreadable(Exception exception, string instance, long webhook);
}
