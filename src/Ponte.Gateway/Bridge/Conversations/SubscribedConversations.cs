namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>What one uninterrupted subscription knows of the conversations of its contacts.</summary>
internal sealed class SubscribedConversations
{
    // Dropped whole when a subscription knows more contacts than this.
    private const int MaxContacts = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Entry> _contacts = [];

    // An agent who merges two contacts gives one's conversations to the other.
    private readonly Dictionary<long, long> _contactOf = [];
    private long _version;

    /// <summary>What is known of a contact, null when a GET is needed.</summary>
    public KnownConversation? Find(long contactId)
    {
        lock (_lock)
        {
            return _contacts.GetValueOrDefault(contactId)?.Known;
        }
    }

    /// <summary>Taken before a GET, so that events which overtake its answer are noticed.</summary>
    public long TakeTicket()
    {
        lock (_lock)
        {
            return _version;
        }
    }

    /// <summary>Remembers what a GET or a POST answered. An event since the ticket is newer: it wins for the same conversation, and forbids for another.</summary>
    public void Learn(long ticket, long contactId, KnownConversation known)
    {
        lock (_lock)
        {
            TakeOver(contactId, known.ConversationId);
            var entry = _contacts.GetValueOrDefault(contactId);
            if (entry is null || entry.Version <= ticket)
            {
                Set(contactId, known, null);
            }
            else
            {
                var agreed = entry.Seen?.ConversationId == known.ConversationId ? entry.Seen : null;
                Set(contactId, agreed, null);
            }
        }
    }

    /// <summary>An event showed a conversation. When it is not the known one, which of them is the newest has to be asked.</summary>
    public void Observe(long contactId, KnownConversation seen)
    {
        lock (_lock)
        {
            TakeOver(contactId, seen.ConversationId);
            var entry = _contacts.GetValueOrDefault(contactId);
            if (entry?.Known is { } known)
            {
                var same = known.ConversationId == seen.ConversationId;
                Set(contactId, same ? seen : null, same ? null : seen);
            }
            else
            {
                var consistent = entry?.Seen is null || entry.Seen.ConversationId == seen.ConversationId;
                Set(contactId, null, consistent ? seen : Ambiguous);
            }
        }
    }

    /// <summary>An event showed whether a contact is blocked.</summary>
    public void ObserveContact(long contactId, bool blocked)
    {
        if (Find(contactId) is { } known && known.ContactBlocked != blocked)
        {
            Forget(contactId);
        }
    }

    /// <summary>The next message of this contact must ask.</summary>
    public void Forget(long contactId)
    {
        lock (_lock)
        {
            Set(contactId, null, Ambiguous);
        }
    }

    private static KnownConversation Ambiguous { get; } = new(0, Resolved: false, ContactBlocked: false);

    // What was known of the conversation under its former contact is never heard of again.
    private void TakeOver(long contactId, long conversationId)
    {
        if (_contactOf.TryGetValue(conversationId, out var before) && before != contactId)
        {
            Set(before, null, Ambiguous);
        }

        _contactOf[conversationId] = contactId;
    }

    private void Set(long contactId, KnownConversation? known, KnownConversation? seen)
    {
        if (_contacts.Count >= MaxContacts)
        {
            _contacts.Clear();
            _contactOf.Clear();
        }

        _contacts[contactId] = new Entry(known, seen, ++_version);
    }

    private sealed record Entry(KnownConversation? Known, KnownConversation? Seen, long Version);
}
