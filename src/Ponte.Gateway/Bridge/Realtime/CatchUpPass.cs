using Ponte.Chatwoot;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Reads by REST what agents wrote since the last complete pass: every conversation that changed, of whatever status, behind its cursor. Rows and
/// cursor are committed together; the cursor stops short of the last minute, so that a message committed late in Chatwoot is read again and absorbed.
/// </summary>
internal sealed class CatchUpPass(
    IntegrationStore integrations, IntegrationHealth health, CursorStore cursors, AgentMessages messages, ChatwootClients clients, TimeProvider time)
{
    private const int PageSize = 100;
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TooFresh = TimeSpan.FromMinutes(1);

    /// <summary>One pass over one inbox; null when complete, else the error that stopped it.</summary>
    /// <param name="integration">The inbox.</param>
    /// <param name="passed">Told after each conversation that has been read up to now.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<ChatwootError?> RunAsync(Integration integration, Action<long> passed, CancellationToken stopping)
    {
        var began = time.GetUtcNow();
        var client = clients.ForPeople(clients.Endpoint(integration));
        var inbox = await client.Inboxes.GetAsync(integration.InboxId, stopping);
        await health.ReportInboxAsync(integration, inbox.Error, stopping);
        if (!inbox.IsSuccess)
        {
            return inbox.Error;
        }

        var read = await cursors.ReadAsync(integration.Id, stopping);
        var query = new ConversationQuery
        {
            InboxId = integration.InboxId,
            UpdatedWithin = began - integration.CaughtUpTo + Overlap,
        };
        var changed = await client.Conversations.ListAsync(query, stopping);
        if (!changed.IsSuccess)
        {
            return changed.Error;
        }

        foreach (var conversation in changed.Value)
        {
            if (await ReadAsync(client, integration, conversation.Id, read.GetValueOrDefault(conversation.Id), began, stopping) is { } error)
            {
                return error;
            }

            passed(conversation.Id);
        }

        await integrations.MarkCaughtUpAsync(integration.Id, began, stopping);
        return null;
    }

    private async Task<ChatwootError?> ReadAsync(
        ChatwootClient client, Integration integration, long conversationId, long after, DateTimeOffset began, CancellationToken stopping)
    {
        var settled = true;
        IReadOnlyList<Message> page;
        do
        {
            var listed = await client.Messages.ListAsync(conversationId, null, after, stopping);
            if (!listed.IsSuccess)
            {
                // Deleted since it was listed: there is nothing to read.
                return listed.Error.Kind == ChatwootErrorKind.NotFound ? null : listed.Error;
            }

            page = [.. listed.Value.OrderBy(message => message.Id)];
            var old = settled ? page.TakeWhile(message => message.CreatedAt < began - TooFresh).ToList() : [];
            settled = old.Count == page.Count;
            await StoreAsync(integration, conversationId, page, old.Count == 0 ? null : old[^1].Id, stopping);
            after = page.Count == 0 ? after : page[^1].Id;
        }
        while (page.Count >= PageSize);

        return null;
    }

    private Task StoreAsync(Integration integration, long conversationId, IReadOnlyList<Message> page, long? cursor, CancellationToken stopping) =>
        messages.EnqueueAsync(
            [.. page.Select(message => (integration, message with { ConversationId = conversationId }))],
            cursor is { } messageId ? transaction => CursorStore.MoveAsync(transaction, integration.Id, conversationId, messageId) : null,
            stopping);
}
