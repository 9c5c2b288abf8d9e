using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Reads by REST what a hint points at, as a catch-up pass does: from the cursor on, without gaps, rows and cursor in one transaction, in which the hint goes too.
/// Only up to the message that was told of: that one was stored a while ago, so one with a lower id that Chatwoot commits a little later is there as well.
/// </summary>
internal sealed class HintReader(CursorStore cursors, AgentMessages messages, MissedChanges missed, ChatwootClients clients, TimeProvider time)
{
    // As many as one answer of Chatwoot holds (contract 6.6).
    private const int PageSize = 100;

    /// <summary>Reads; null when all is stored and the hint is gone, else what stopped it.</summary>
    /// <param name="integration">Whose inbox it is.</param>
    /// <param name="hint">Known for at least <see cref="HintLoop.Wait"/>.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<ChatwootError?> ReadAsync(Integration integration, Hint hint, CancellationToken stopping)
    {
        var client = clients.ForPeople(clients.Endpoint(integration));
        var error = hint.ChangedTo > 0 ? await CompareAsync(client, integration, hint, stopping) : null;
        error ??= await ReadNewAsync(client, integration, hint, stopping);
        if (error?.Kind != ChatwootErrorKind.NotFound)
        {
            return error;
        }

        await StoreAsync(integration, hint, [], null, isLast: true, stopping);
        return null;
    }

    private async Task<ChatwootError?> CompareAsync(
        ChatwootClient client, Integration integration, Hint hint, CancellationToken stopping)
    {
        var askedAt = time.GetUtcNow();

        // With both ends, the lower one is included.
        var read = await client.Messages.ListAsync(hint.ConversationId, before: hint.ChangedTo + 1, after: hint.ChangedFrom, cancellationToken: stopping);
        if (read.IsSuccess)
        {
            await missed.CarryOverAsync(integration, hint.ConversationId, Own(integration, read.Value), askedAt, stopping);
        }

        return read.Error;
    }

    private async Task<ChatwootError?> ReadNewAsync(
        ChatwootClient client, Integration integration, Hint hint, CancellationToken stopping)
    {
        var began = time.GetUtcNow();
        var after = await cursors.FindAsync(integration.Id, hint.ConversationId, stopping);
        var isLast = hint.MessageId <= after;
        var isSettled = true;
        if (isLast)
        {
            await StoreAsync(integration, hint, [], null, isLast, stopping);
        }

        while (!isLast)
        {
            var read = await client.Messages.ListAsync(hint.ConversationId, after: after, cancellationToken: stopping);
            if (!read.IsSuccess)
            {
                return read.Error;
            }

            var page = read.Value.Where(message => message.Id > after && message.Id <= hint.MessageId).ToList();
            isLast = page.Count < PageSize;
            var own = Own(integration, page);
            var old = isSettled ? own.TakeWhile(message => message.CreatedAt < began - CatchUpPass.TooFresh).ToList() : [];
            isSettled = isSettled && old.Count == own.Count;
            await missed.CarryOverAsync(integration, hint.ConversationId, own, began, stopping);
            await StoreAsync(integration, hint, own, old.Count == 0 ? null : old[^1].Id, isLast, stopping);
            after = page.Count == 0 ? after : page[^1].Id;
        }

        return null;
    }

    private Task StoreAsync(Integration integration, Hint hint, IReadOnlyList<Message> page, long? cursor, bool isLast, CancellationToken stopping)
    {
        FaultPoint.Pass(FaultPoint.AgentMessagesOrdered);
        return messages.EnqueueAsync(
            integration,
            [.. page.Select(message => message with { ConversationId = hint.ConversationId })],
            async transaction =>
            {
                if (cursor is { } messageId)
                {
                    await CursorStore.MoveAsync(transaction, integration.Id, hint.ConversationId, messageId);
                }

                if (isLast)
                {
                    await HintStore.DeleteAsync(transaction, hint);
                }
            },
            stopping);
    }

    // Whose conversation it is comes from outside: another inbox's messages go nowhere.
    private static List<Message> Own(Integration integration, IReadOnlyList<Message> read) => [.. read.Where(message => message.InboxId == integration.InboxId)];
}
