using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Looks again at messages behind the cursors, for deletions and Retries that were missed. Since Chatwoot 4.15 neither counts as a change of the
/// conversation (recordings 07-webhooks-delivery), so listing what changed does not find them: asked are the conversations whose messages could still be concerned.
/// </summary>
internal sealed class ChangeReview(KnownReplies known, MissedChanges missed, ChatwootClients clients, TimeProvider time)
{
    /// <summary>Conversations that one review looks at, those with the newest messages.</summary>
    public const int MaxConversations = 200;

    private const int MaxPages = 10;

    /// <summary>One review of one inbox; null when complete, else the error that stopped it.</summary>
    public async Task<ChatwootError?> RunAsync(Integration integration, CancellationToken stopping)
    {
        var client = clients.ForPeople(clients.Endpoint(integration));
        foreach (var range in await RangesAsync(integration, stopping))
        {
            if (await ReviewAsync(client, integration, range, stopping) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private async Task<IEnumerable<ReplyRange>> RangesAsync(Integration integration, CancellationToken stopping)
    {
        var shown = await known.ShownAsync(integration, MaxConversations, stopping);
        var failed = await known.ShownFailedAsync(integration, time.GetUtcNow(), among: null, stopping);
        var waiting = await known.WaitingAsync(integration, stopping);
        return failed.Concat(waiting).Select(place => new ReplyRange(place.ConversationId, place.MessageId, place.MessageId))
            .Concat(shown)
            .GroupBy(range => range.ConversationId)
            .Select(ranges => new ReplyRange(ranges.Key, ranges.Min(range => range.From), ranges.Max(range => range.To)))
            .Take(MaxConversations);
    }

    private async Task<ChatwootError?> ReviewAsync(ChatwootClient client, Integration integration, ReplyRange range, CancellationToken stopping)
    {
        var after = range.From - 1;
        for (var page = 0; page < MaxPages && after < range.To; page++)
        {
            var askedAt = time.GetUtcNow();
            var read = await client.Messages.ListAsync(range.ConversationId, after: after, cancellationToken: stopping);
            if (!read.IsSuccess)
            {
                // Gone, or not to be seen: nothing of it can be carried over.
                return read.Error.Kind is ChatwootErrorKind.NotFound or ChatwootErrorKind.Forbidden ? null : read.Error;
            }

            if (read.Value.Count == 0)
            {
                return null;
            }

            await missed.CarryOverAsync(integration, range.ConversationId, read.Value, askedAt, stopping);
            after = read.Value[^1].Id;
        }

        return null;
    }
}
