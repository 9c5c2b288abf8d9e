using Ponte.Chatwoot.Messages;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Compares what Chatwoot shows of messages with what Ponte knows of them, and so finds deletions and Retries that nothing told of. Says nothing
/// of messages that are not stored yet.
/// </summary>
internal sealed class MissedChanges(KnownReplies known, AgentChanges changes)
{
    /// <summary>Carries over what agents did to these messages; what was carried over before is absorbed.</summary>
    /// <param name="integration">The inbox they belong to.</param>
    /// <param name="conversationId">Their conversation.</param>
    /// <param name="read">Messages as Chatwoot showed them.</param>
    /// <param name="askedAt">When Chatwoot was asked, or before: reports of Ponte that arrived later are not in what it showed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task CarryOverAsync(
        Integration integration, long conversationId, IReadOnlyList<Message> read, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        var outgoing = read.Where(IsReply).Select(message => message with { ConversationId = conversationId }).ToList();
        foreach (var message in outgoing.Where(message => message.IsDeleted))
        {
            if (await known.StandsAsync(integration, message.Id, cancellationToken))
            {
                await changes.DeleteAsync(integration, message, cancellationToken);
            }
        }

        var sent = outgoing.Where(message => message.Status == MessageStatus.Sent && AgentMessages.GoesOut(message)).ToDictionary(message => message.Id);
        var failed = sent.Count == 0 ? [] : await known.ShownFailedAsync(integration, askedAt, sent.Keys.ToHashSet(), cancellationToken);
        foreach (var place in failed)
        {
            await changes.RetryAsync(integration, sent[place.MessageId], cancellationToken);
        }
    }

    private static bool IsReply(Message message) => message.MessageType is MessageType.Outgoing or MessageType.Template && !message.Private;
}
