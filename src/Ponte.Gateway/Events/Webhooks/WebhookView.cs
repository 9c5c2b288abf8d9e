using System.Security.Cryptography;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>A webhook as the API shows it (http-contract 6.1).</summary>
internal sealed partial class WebhookView(SecretBox secrets, ILogger<WebhookView> logger)
{
    /// <summary>With the <c>Authorization</c> header, which its owner may read again; one that cannot be opened is shown as it is stored.</summary>
    public object Of(Webhook webhook) => new
    {
        webhook.Label,
        webhook.Enabled,
        webhook.Url,
        Authorization = webhook.SealedAuthorization is { } box ? Open(webhook, box) : null,
        webhook.ByEvents,
        webhook.Events,
        webhook.MediaBase64,
        HasSecret = webhook.SealedSecret is not null,
    };

    /// <summary>As a block of its instance: without secrets.</summary>
    public static object BlockOf(Webhook? webhook) => webhook is { Enabled: true }
        ? new { webhook.Label, webhook.Enabled, webhook.Url, webhook.ByEvents, webhook.Events, webhook.MediaBase64, HasSecret = webhook.SealedSecret is not null }
        : new { Enabled = false };

    private string Open(Webhook webhook, string box)
    {
        try
        {
            return secrets.Open(box, Webhook.Context(webhook.InstanceId, webhook.Label, "authorization"));
        }
        catch (CryptographicException exception)
        {
            LogUnreadable(exception, webhook.InstanceId, webhook.Id);
            return box;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The authorization of webhook {Webhook} of instance {Instance} cannot be opened with this encryption key")]
    private partial void LogUnreadable(Exception exception, string instance, long webhook);
}
