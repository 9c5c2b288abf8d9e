using Microsoft.Extensions.Options;
using Ponte.Gateway.Bridge.Incoming;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge;

/// <summary>Delivers rows to Chatwoot: each kind its own way, all of them judged and reported alike.</summary>
internal sealed class ChatwootTarget(
    IntegrationStore integrations,
    IntegrationHealth health,
    ChatwootClients clients,
    HostHealth hosts,
    MessageDelivery messages,
    DeletionDelivery deletions,
    ReadDelivery reads,
    StatusUpdate statusUpdate,
    ContactHealing healing,
    IOptions<BridgeOptions> options,
    TimeProvider time) : IDeliveryTarget
{
    // A start with the module on is what ends this wait.
    private static readonly TimeSpan WhileOff = TimeSpan.FromMinutes(5);

    public string Destination => Deliveries.Destination.Chatwoot;

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        if (await integrations.FindActiveAsync(row.Lane.InstanceId, cancellationToken) is not { } integration)
        {
            return new DeliveryOutcome.Failed(IntegrationRemoved.Failure);
        }

        if (!options.Value.Enabled)
        {
            var off = new DeliveryFailure("module_off", "The Chatwoot module is switched off on this server. Messages are kept.", Certain: true);
            return new DeliveryOutcome.RetryAt(off, time.GetUtcNow() + WhileOff, Counts: false);
        }

        var client = clients.ForLanes(integration);
        var outcome = row.Kind switch
        {
            DeliveryKind.Status => await statusUpdate.DeliverAsync(client, integration, row, cancellationToken),
            DeliveryKind.Identity => await healing.DeliverAsync(client, integration, row, cancellationToken),
            DeliveryKind.Delete => await deletions.DeliverAsync(client, integration, attempt, cancellationToken),
            DeliveryKind.Read => await reads.DeliverAsync(client, integration, row, cancellationToken),
            _ => await messages.DeliverAsync(client, integration, attempt, cancellationToken),
        };
        await health.ReportAsync(integration, outcome, cancellationToken);
        if (outcome is DeliveryOutcome.Delivered)
        {
            hosts.Succeeded(integration.BaseUrl);
        }

        return outcome is DeliveryOutcome.Failed failed ? Visible(row, failed) : outcome;
    }

    // A customer's message that can never be shown leaves a private note in its place; a note about a note would help nobody.
    private static DeliveryOutcome.Failed Visible(Delivery row, DeliveryOutcome.Failed failed)
    {
        if (row.Kind is not (DeliveryKind.Message or DeliveryKind.Edit or DeliveryKind.Call) || failed.Failure == IntegrationRemoved.Failure)
        {
            return failed;
        }

        var text = $"A WhatsApp message could not be shown here. {failed.Failure.Reason} It is kept in Ponte's ledger as delivery {row.Id}.";
        var note = new NewDelivery(row.Lane, DeliveryKind.Note, $"note:{row.TargetId}:1", $"{row.TargetId}:note:1", new NotePayload(text).ToJson());
        return new DeliveryOutcome.Failed(failed.Failure, note);
    }
}
