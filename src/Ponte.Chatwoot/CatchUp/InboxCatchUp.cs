using System.Runtime.CompilerServices;
using Ponte.Chatwoot.Conversations;

namespace Ponte.Chatwoot.CatchUp;

/// <summary>
/// Reads over REST what realtime may have missed (Chatwoot contract 5.3, 6.6): the conversations of one inbox, in every state, that changed
/// within a time, and of each the messages above a cursor. It keeps nothing: cursors are the caller's.
/// </summary>
public sealed class InboxCatchUp
{
    /// <summary>Conversations on one page when the server pages.</summary>
    internal const int ConversationsPerPage = 25;

    /// <summary>Messages above a cursor in one answer.</summary>
    internal const int MessagesPerPage = 100;

    private readonly ChatwootClient _client;

    /// <summary>Creates a reader over a client.</summary>
    public InboxCatchUp(ChatwootClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>One pass.</summary>
    /// <param name="inboxId">The inbox.</param>
    /// <param name="updatedWithin">How far back to look; rounded up to whole seconds.</param>
    /// <param name="cursorOf">
    /// The id of the last message already read in a conversation (0 for none); null to leave the conversation out. Asked once per
    /// conversation, when its turn comes.
    /// </param>
    /// <param name="cancellationToken">Stops the pass.</param>
    /// <returns>
    /// Pages in order; every conversation's last one says so. A failure is the last item: the pass is then incomplete. A conversation deleted
    /// meanwhile is left out.
    /// </returns>
    public async IAsyncEnumerable<ChatwootResult<CatchUpPage>> ReadAsync(
        long inboxId,
        TimeSpan updatedWithin,
        Func<Conversation, CancellationToken, ValueTask<long?>> cursorOf,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cursorOf);
        var listed = await ListAsync(inboxId, updatedWithin, cancellationToken);
        if (!listed.IsSuccess)
        {
            yield return new(listed.Error);
            yield break;
        }

        foreach (var conversation in listed.Value)
        {
            if (await cursorOf(conversation, cancellationToken) is not { } cursor)
            {
                continue;
            }

            await foreach (var page in ReadConversationAsync(conversation, cursor, cancellationToken))
            {
                yield return page;
                if (!page.IsSuccess)
                {
                    yield break;
                }
            }
        }
    }

    // `updated_within` is answered in one piece, whatever the page (Chatwoot contract 5.3); a server that pages it is followed to the end.
    private async Task<ChatwootResult<IReadOnlyList<Conversation>>> ListAsync(long inboxId, TimeSpan updatedWithin, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, Conversation>();
        for (var number = 1; ; number++)
        {
            var query = new ConversationQuery { InboxId = inboxId, UpdatedWithin = updatedWithin, Page = number };
            var page = await _client.Conversations.ListAsync(query, cancellationToken);
            if (!page.IsSuccess)
            {
                return page;
            }

            var before = found.Count;
            foreach (var conversation in page.Value)
            {
                found.TryAdd(conversation.Id, conversation);
            }

            if (page.Value.Count < ConversationsPerPage || found.Count == before)
            {
                return new(found.Values.ToList());
            }
        }
    }

    private async IAsyncEnumerable<ChatwootResult<CatchUpPage>> ReadConversationAsync(
        Conversation conversation, long cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await _client.Messages.ListAsync(conversation.Id, after: cursor, cancellationToken: cancellationToken);
            if (!page.IsSuccess)
            {
                if (page.Error.Kind != ChatwootErrorKind.NotFound)
                {
                    yield return new(page.Error);
                }

                yield break;
            }

            var messages = page.Value.Where(message => message.Id > cursor).ToList();
            var isLast = page.Value.Count < MessagesPerPage || messages.Count == 0;
            yield return new(new CatchUpPage(conversation, messages, isLast));
            if (isLast)
            {
                yield break;
            }

            cursor = messages[^1].Id;
        }
    }
}
