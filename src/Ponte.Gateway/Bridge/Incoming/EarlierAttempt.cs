using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>Looks whether an earlier attempt at a row has left its message in Chatwoot.</summary>
internal sealed class EarlierAttempt(ConversationDirectory conversations, ChatwootFailures failures, TimeProvider time)
{
    // Clocks of two machines differ.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    /// <summary>The message when it is there; what the row waits for when that cannot be said yet; neither when it certainly is not there.</summary>
    public async Task<(Message? Found, DeliveryOutcome? Wait)> FindAsync(
        ChatwootClient client, Integration integration, DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var found = await FindAsync(client, integration, attempt.Row, cancellationToken);
        if (!found.IsSuccess)
        {
            return (null, failures.Judge(integration, attempt.Row with { Certain = false }, found.Error, messagePosted: false, time.GetUtcNow()));
        }

        if (found.Value is null && time.GetUtcNow() < attempt.SettledAt)
        {
            var unsettled = new DeliveryFailure("settling", "An attempt from before the last start may still be running in Chatwoot.", Certain: false);
            return (null, new DeliveryOutcome.RetryAt(unsettled, attempt.SettledAt, Counts: false));
        }

        return (found.Value, null);
    }

    private async Task<ChatwootResult<Message?>> FindAsync(
        ChatwootClient client, Integration integration, Delivery row, CancellationToken cancellationToken)
    {
        // What a restored phone says again has a new row, and may have been shown days before it.
        var notOlderThan = (row.ReceivedAt < row.CreatedAt ? row.ReceivedAt : row.CreatedAt) - ClockDifference;
        var existing = await conversations.FindExistingAsync(client, integration, row.Lane.ChatId, cancellationToken);
        if (!existing.IsSuccess)
        {
            return existing.Select(_ => (Message?)null);
        }

        foreach (var conversation in existing.Value.Where(candidate => candidate.LastActivityAt is not { } last || last >= notOlderThan))
        {
            var found = await client.Messages.FindBySourceIdAsync(conversation.Id, row.TargetId, notOlderThan, null, cancellationToken);
            if (!found.IsSuccess || found.Value is not null)
            {
                return found.Select(message => message is null ? null : message with { ConversationId = conversation.Id });
            }
        }

        return ChatwootResult.Success<Message?>(null);
    }
}
