using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Sends the parts of an agent's message again that were given up. From then on the newer revision is the one that counts, so what the older one carried is taken
/// away in the same transaction: replaying it would send the part twice.
/// </summary>
internal sealed class AgentRetries(DeliveryQueue queue, OutgoingRows rows, AgentMessages messages)
{
    /// <summary>Stores the parts that failed or were discarded once more; none when nothing of the message was given up.</summary>
    /// <returns>False when the message was never stored at all.</returns>
    /// <exception cref="InvalidOperationException">A part was replayed at this very moment: asking again finds that it waits.</exception>
    public async Task<bool> EnqueueAsync(Integration integration, Message message, CancellationToken cancellationToken)
    {
        var origin = new ChatwootOrigin(integration.Id, message.ConversationId ?? 0, message.Id);
        if (await rows.GivenUpAsync(integration.InstanceId, origin, cancellationToken) is not { } again)
        {
            return false;
        }

        var next = await RefilledAsync(integration, message, again, cancellationToken);
        await queue.EnqueueAsync(next, transaction => PartRevisions.SupersedeAsync(transaction, integration.InstanceId, next), cancellationToken);
        return true;
    }

    // What a discarded part carried is made anew of the message.
    private async Task<IReadOnlyList<NewDelivery>> RefilledAsync(
        Integration integration, Message message, IReadOnlyList<NewDelivery> again, CancellationToken cancellationToken)
    {
        if (again.All(row => row.Payload.Length > 0))
        {
            return again;
        }

        var anew = (await messages.RowsAsync(integration, message, cancellationToken)).Where(row => row.Kind == DeliveryKind.Message).ToList();
        return
        [
            .. again.Select(row => (Row: row, PartKey.Find(row.SourceKey)!.Value.Part))
                .Where(row => row.Row.Payload.Length > 0 || row.Part < anew.Count)
                .Select(row => row.Row.Payload.Length > 0 ? row.Row : row.Row with { Payload = anew[row.Part].Payload }),
        ];
    }
}
