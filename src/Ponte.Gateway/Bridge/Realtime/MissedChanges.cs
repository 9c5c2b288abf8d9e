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
        var deleted = outgoing.Where(message => message.IsDeleted).ToList();
        if (deleted.Count > 0)
        {
            var standing = await known.StandingAsync(integration, [.. deleted.Select(message => message.Id)], cancellationToken);
            foreach (var message in deleted.Where(message => standing.Contains(message.Id)))
            {
                await changes.DeleteAsync(integration, message, cancellationToken);
            }
        }

        var sent = outgoing.Where(message => message.Status == MessageStatus.Sent && AgentMessages.GoesOut(message)).ToList();
        if (sent.Count > 0)
        {
            var failed = await known.ShownFailedAsync(integration, askedAt, cancellationToken);
            foreach (var message in sent.Where(message => failed.Any(reply => reply.MessageId == message.Id)))
            {
                await changes.RetryAsync(integration, message, cancellationToken);
            }
        }
    }

    private static bool IsReply(Message message) => message.MessageType is MessageType.Outgoing or MessageType.Template && !message.Private;
}
