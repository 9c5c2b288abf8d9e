using System.Collections.Concurrent;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>
/// Chatwoot takes 200 messages a minute in one conversation, whoever writes them (Chatwoot contract 6.2). A chat that has waited long is drained below
/// that, so that nothing is refused and its agents can still answer meanwhile. Counted from memory: after a restart Chatwoot's own refusal does the rest.
/// </summary>
internal sealed class ConversationPace(TimeProvider time)
{
    /// <summary>How many messages Ponte posts into one conversation within a minute.</summary>
    public const int PerMinute = 180;

    private const int MostConversations = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Integration, long Conversation), Queue<DateTimeOffset>> _posted = new();

    /// <summary>Takes one place of this minute; else answers when there is one again.</summary>
    /// <param name="integrationId">The integration.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <returns>Null when the message may be posted now.</returns>
    public DateTimeOffset? WaitFor(string integrationId, long conversationId)
    {
        var now = time.GetUtcNow();
        if (_posted.Count >= MostConversations)
        {
            Forget(now);
        }

        var posted = _posted.GetOrAdd((integrationId, conversationId), static _ => new Queue<DateTimeOffset>());
        lock (posted)
        {
            while (posted.TryPeek(out var oldest) && oldest + Window <= now)
            {
                posted.Dequeue();
            }

            if (posted.Count >= PerMinute)
            {
                return posted.Peek() + Window;
            }

            posted.Enqueue(now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (conversation, posted) in _posted)
        {
            lock (posted)
            {
                if (posted.All(moment => moment + Window <= now))
                {
                    _posted.TryRemove(conversation, out _);
                }
            }
        }
    }
}
