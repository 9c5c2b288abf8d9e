using Ponte.Chatwoot;
using Ponte.Chatwoot.CatchUp;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Reads by REST what agents wrote since the last complete pass: every conversation that changed, of whatever status, behind its cursor. Rows and
/// cursor are committed together; the cursor stops short of the last minute, so that a message committed late in Chatwoot is read again and absorbed.
/// </summary>
internal sealed class CatchUpPass(
    IntegrationStore integrations,
    IntegrationHealth health,
    CursorStore cursors,
    AgentMessages messages,
    MissedChanges missed,
    ChatwootClients clients,
    TimeProvider time)
{
    /// <summary>A message younger than this may still be preceded by one that Chatwoot commits late: no cursor moves beyond it.</summary>
    public static readonly TimeSpan TooFresh = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <summary>One pass over one inbox; null when complete, else the error that stopped it.</summary>
    /// <param name="integration">The inbox.</param>
    /// <param name="passed">Told after each conversation that has been read up to now.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<ChatwootError?> RunAsync(Integration integration, Action<Conversation> passed, CancellationToken stopping)
    {
        var began = time.GetUtcNow();
        var client = clients.ForPeople(clients.Endpoint(integration));
        var inbox = await client.Inboxes.GetAsync(integration.InboxId, stopping);
        await health.ReportInboxAsync(integration, inbox.Error, stopping);
        if (!inbox.IsSuccess)
        {
            return inbox.Error;
        }

        var error = await ReadAsync(client, integration, began, passed, stopping);
        await health.ReportReadingAsync(integration, error, stopping);
        if (error is null)
        {
            await integrations.MarkCaughtUpAsync(integration.Id, began, stopping);
        }

        return error;
    }

    private async Task<ChatwootError?> ReadAsync(
        ChatwootClient client, Integration integration, DateTimeOffset began, Action<Conversation> passed, CancellationToken stopping)
    {
        var read = await cursors.ReadAsync(integration.Id, stopping);
        var pages = new InboxCatchUp(client).ReadAsync(
            integration.InboxId,
            began - integration.CaughtUpTo + Overlap,
            (conversation, _) => ValueTask.FromResult<long?>(read.GetValueOrDefault(conversation.Id)),
            stopping);
        long? unsettled = null;
        await foreach (var page in pages)
        {
            if (!page.IsSuccess)
            {
                return page.Error;
            }

            var (conversation, messages, isLast) = page.Value;
            var old = unsettled == conversation.Id ? [] : messages.TakeWhile(message => message.CreatedAt < began - TooFresh).ToList();
            if (old.Count < messages.Count)
            {
                unsettled = conversation.Id;
            }

            FaultPoint.Pass(FaultPoint.CatchUpRead);
            await StoreAsync(integration, conversation.Id, messages, old.Count == 0 ? null : old[^1].Id, stopping);
            await missed.CarryOverAsync(integration, conversation.Id, messages, began, stopping);

            if (isLast)
            {
                passed(conversation);
            }
        }

        return null;
    }

    private Task StoreAsync(Integration integration, long conversationId, IReadOnlyList<Message> page, long? cursor, CancellationToken stopping) =>
        messages.EnqueueAsync(
            integration,
            [.. page.Select(message => message with { ConversationId = conversationId })],
            cursor is { } messageId ? transaction => CursorStore.MoveAsync(transaction, integration.Id, conversationId, messageId) : null,
            stopping);
}
