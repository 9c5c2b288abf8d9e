using Ponte.Gateway.Bridge;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Ledger;

/// <summary>What people may ask of the ledger of an instance and wish of its rows, whether they come by the API or by the dashboard.</summary>
internal sealed class LedgerDesk(LedgerStore ledger, ChatSearch chats, IntegrationStore integrations, ReplayStore replays, DiscardStore discards)
{
    /// <summary>One page.</summary>
    /// <param name="filter">What is asked for, the chat left out.</param>
    /// <param name="chat">The chat, as people name it; null for every chat, and one that nobody knows has no rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LedgerPage> ListAsync(LedgerFilter filter, string? chat, CancellationToken cancellationToken)
    {
        var known = chat is null ? null : await chats.FindAsync(filter.InstanceId, chat, cancellationToken);
        var integration = filter.MessageId is null ? null : await integrations.FindActiveAsync(filter.InstanceId, cancellationToken);
        var rows = await ledger.ListAsync(filter with { Chats = known, IntegrationId = integration?.Id, Limit = filter.Limit + 1 }, cancellationToken);
        var page = rows.Take(filter.Limit).ToList();
        return new LedgerPage(page, rows.Count > page.Count ? page[^1].Id : null);
    }

    /// <summary>Lets a failed row wait again.</summary>
    public async Task<LedgerDecision> ReplayAsync(Instance instance, long id, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(instance.Id, id, cancellationToken) is not { } row)
        {
            return new LedgerDecision(LedgerOutcome.NotFound);
        }

        return row.State == DeliveryState.Failed && await LacksChatwootAsync(instance, row.Destination, cancellationToken)
            ? new LedgerDecision(LedgerOutcome.NoChatwoot, row.State)
            : await replays.ReplayAsync(instance.Id, id, CancellationToken.None);
    }

    /// <summary>Lets every failed row of a selection wait again that can.</summary>
    /// <returns>How many; null when they need Chatwoot and there is none.</returns>
    public async Task<int?> ReplayAsync(Instance instance, LaneSelection selection, CancellationToken cancellationToken) =>
        await LacksChatwootAsync(instance, selection.Destination, cancellationToken) ? null : await replays.ReplayAsync(selection, CancellationToken.None);

    /// <summary>Lets every failed row of a destination and a chat wait again that can; those for Chatwoot stay as they are while there is none.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="destination">One of <see cref="LedgerNames.Destinations"/> or a single webhook's; null for all.</param>
    /// <param name="chat">The chat, as people name it; null for every chat.</param>
    /// <param name="cancellationToken">Gives up before anything is done.</param>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAllAsync(Instance instance, string? destination, string? chat, CancellationToken cancellationToken)
    {
        var known = chat is null ? null : await chats.FindAsync(instance.Id, chat, cancellationToken);
        var replayed = 0;
        foreach (var each in destination is null ? LedgerNames.Destinations : [destination])
        {
            replayed += await ReplayAsync(instance, new LaneSelection(instance.Id, each, known), cancellationToken) ?? 0;
        }

        return replayed;
    }

    /// <summary>Gives up a row that waits or has failed.</summary>
    public Task<LedgerDecision> DiscardAsync(Instance instance, long id) => discards.DiscardAsync(instance.Id, id, DiscardTick.Of, CancellationToken.None);

    private async Task<bool> LacksChatwootAsync(Instance instance, string destination, CancellationToken cancellationToken) =>
        LedgerNames.IsChatwoot(destination) && await integrations.FindActiveAsync(instance.Id, cancellationToken) is null;
}
