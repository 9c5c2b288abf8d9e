using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>Changes the webhooks of an instance.</summary>
internal sealed class WebhookChanges(WebhookStore webhooks, LaneStore lanes, LaneWaker waker)
{
    /// <summary>Stores a webhook under its label, and lets what waits for it go on: to the new address, or nowhere when it is disabled.</summary>
    /// <returns>The webhook as stored; null with the reason why not.</returns>
    public async Task<(Webhook? Webhook, WebhookSaved Outcome)> SaveAsync(string instanceId, WebhookSettings settings)
    {
        var outcome = await webhooks.SaveAsync(instanceId, settings, CancellationToken.None);
        var stored = outcome == WebhookSaved.Done
            ? (await webhooks.ReadAsync(instanceId, CancellationToken.None)).FirstOrDefault(webhook => webhook.Label == settings.Label)
            : null;
        if (stored is not null)
        {
            waker.Wake(await lanes.HurryAsync(instanceId, stored.Destination, CancellationToken.None));
        }

        return (stored, stored is null && outcome == WebhookSaved.Done ? WebhookSaved.NoInstance : outcome);
    }
}
