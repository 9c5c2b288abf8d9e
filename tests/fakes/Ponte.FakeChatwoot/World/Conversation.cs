using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.World;

internal sealed class Conversation
{
    /// <summary>Table id; never shown, but it moves apart from the display id (contract 5).</summary>
    public required long RowId { get; init; }

    public required int DisplayId { get; init; }

    public required Account Account { get; init; }

    public required Inbox Inbox { get; init; }

    public required ContactInbox ContactInbox { get; init; }

    public Contact Contact => ContactInbox.Contact;

    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset LastActivityAt { get; set; }

    /// <summary>"open", "pending", "resolved" or "snoozed".</summary>
    public string Status { get; set; } = "open";

    public DateTimeOffset? SnoozedUntil { get; set; }

    public string? Priority { get; set; }

    public User? Assignee { get; set; }

    public List<string> Labels { get; } = [];

    public JsonObject AdditionalAttributes { get; set; } = [];

    public JsonObject CustomAttributes { get; set; } = [];

    public DateTimeOffset? AgentLastSeenAt { get; set; }

    public DateTimeOffset? AssigneeLastSeenAt { get; set; }

    public DateTimeOffset? ContactLastSeenAt { get; set; }

    public DateTimeOffset? FirstReplyCreatedAt { get; set; }

    public DateTimeOffset? WaitingSince { get; set; }

    public DateTimeOffset? LastIncomingAt { get; set; }

    public int Unread { get; set; }

    public bool HasIncoming { get; set; }

    /// <summary>True while the call that creates it runs: its first message belongs to the same transaction.</summary>
    public bool IsBeingCreated { get; set; }

    public long? AssigneeNotificationId { get; set; }

    public List<Message> Messages { get; } = [];

    /// <summary>Creation times within the last minute, for the flood guard (contract 6.2).</summary>
    public Queue<DateTimeOffset> RecentMessages { get; } = new();

    /// <summary>Message ids ascend within a conversation, so that a binary search finds one.</summary>
    public Message? FindMessage(long id)
    {
        var index = FirstMessageFrom(id);
        return index < Messages.Count && Messages[index].Id == id ? Messages[index] : null;
    }

    /// <summary>Index of the first message whose id is not below the given one.</summary>
    public int FirstMessageFrom(long id)
    {
        var (low, high) = (0, Messages.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Messages[middle].Id < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>False while the reply window of the inbox is closed (contract 5.5).</summary>
    public bool CanReply(DateTimeOffset now)
    {
        if (Inbox.AdditionalAttributes["agent_reply_time_window"]?.ToString() is not { Length: > 0 } text || !double.TryParse(text, out var hours))
        {
            return true;
        }

        return LastIncomingAt is { } last && now - last < TimeSpan.FromHours(hours);
    }
}
