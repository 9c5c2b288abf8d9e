using Ponte.Gateway.Bridge;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Dashboard.Instances;

/// <summary>Reads what can be told of instances at a glance: our own tables and grains, never Chatwoot or WhatsApp.</summary>
internal sealed class InstanceSummaries(IGrainFactory grains, IntegrationStore integrations, IntegrationStatus status, LedgerStore ledger)
{
    // Beyond, nobody reads the number any more.
    private const int Most = 10_000;

    public async Task<InstanceSummary> ReadAsync(Instance instance, CancellationToken cancellationToken)
    {
        var connection = await grains.GetGrain<IInstanceGrain>(instance.Id).GetConnectionAsync();
        var integration = await integrations.FindActiveAsync(instance.Id, cancellationToken);
        var (waiting, failed) = await ledger.CountAsync(instance.Id, Most, cancellationToken);
        return new InstanceSummary(
            instance,
            connection,
            integration is null ? null : await status.OfAsync(integration),
            integration?.ErrorCode ?? "",
            integration?.InboxName,
            waiting,
            failed,
            waiting == 0 ? null : await ledger.OldestUndeliveredAsync(instance.Id, cancellationToken));
    }
}
