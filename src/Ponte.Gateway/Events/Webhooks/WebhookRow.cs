namespace Ponte.Gateway.Events.Webhooks;

// What Dapper reads.
internal sealed class WebhookRow
{
    public long Id { get; init; }

    public string InstanceId { get; init; } = "";

    public string Label { get; init; } = "";

    public long Enabled { get; init; }

    public string Url { get; init; } = "";

    public string? AuthorizationEncrypted { get; init; }

    public string? SecretEncrypted { get; init; }

    public long ByEvents { get; init; }

    public string Events { get; init; } = "";

    public long MediaBase64 { get; init; }

    public Webhook ToWebhook() => new(
        Id,
        InstanceId,
        Label,
        Enabled != 0,
        Url,
        AuthorizationEncrypted,
        SecretEncrypted,
        ByEvents != 0,
        EventFilter.Parse(Events),
        MediaBase64 != 0);
}
