namespace Ponte.FakeChatwoot.World;

/// <summary>
/// Everything the double remembers. One lock (<see cref="Gate"/>) guards all of it: whoever reads or
/// changes the world, or builds a JSON view of it, holds the lock and does not wait while holding it.
/// </summary>
internal sealed class ChatwootWorld
{
    private readonly TimeProvider _time;
    private DateTimeOffset _lastNow;

    public ChatwootWorld(TimeProvider time, ChatwootVersion version)
    {
        _time = time;
        Version = version;
        Seed.Fill(this);
    }

    public Lock Gate { get; } = new();

    public ChatwootVersion Version { get; }

    /// <summary>What Chatwoot calls FRONTEND_URL: the host in attachment addresses.</summary>
    public string FrontendUrl { get; set; } = "http://127.0.0.1:3000";

    public FakeSettings Settings { get; set; } = new();

    public Dictionary<int, Account> Accounts { get; } = [];

    public Dictionary<int, User> Users { get; } = [];

    public Dictionary<string, User> UsersByToken { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, AgentBot> BotsByToken { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Inbox> InboxesByIdentifier { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<ContactInbox>> ContactInboxesBySourceId { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ContactInbox> ContactInboxesByPubsubToken { get; } = new(StringComparer.Ordinal);

    /// <summary>All messages in the order of their creation.</summary>
    public List<Message> Messages { get; } = [];

    public Dictionary<string, Blob> Blobs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Blob> DiskKeys { get; } = new(StringComparer.Ordinal);

    public Counters Ids { get; private set; } = new();

    /// <summary>Now, never twice the same millisecond going backwards, so that creation order can be read from times.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = _time.GetUtcNow();
            return _lastNow = now < _lastNow ? _lastNow : now;
        }
    }

    public TimeProvider Time => _time;

    public void Reset()
    {
        Accounts.Clear();
        Users.Clear();
        UsersByToken.Clear();
        BotsByToken.Clear();
        InboxesByIdentifier.Clear();
        ContactInboxesBySourceId.Clear();
        ContactInboxesByPubsubToken.Clear();
        Messages.Clear();
        Blobs.Clear();
        DiskKeys.Clear();
        Ids = new Counters();
        Settings = Settings.Fresh();
        Seed.Fill(this);
    }

    public AgentBot? Bot(int? id) => id is null ? null : BotsByToken.Values.FirstOrDefault(bot => bot.Id == id);

    public void Add(ContactInbox row)
    {
        row.Inbox.ContactInboxes.Add(row.SourceId, row);
        row.Contact.ContactInboxes.Add(row);
        ContactInboxesByPubsubToken.Add(row.PubsubToken, row);
        if (!ContactInboxesBySourceId.TryGetValue(row.SourceId, out var sameSource))
        {
            ContactInboxesBySourceId[row.SourceId] = sameSource = [];
        }

        sameSource.Add(row);
    }

    public void Remove(ContactInbox row)
    {
        row.Inbox.ContactInboxes.Remove(row.SourceId);
        row.Contact.ContactInboxes.Remove(row);
        ContactInboxesByPubsubToken.Remove(row.PubsubToken);
        ContactInboxesBySourceId.GetValueOrDefault(row.SourceId)?.Remove(row);
    }
}
