using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Attachments;
using Ponte.FakeChatwoot.Conversations;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>Stores a message and does all that follows from it (contract 5.5, 6.1).</summary>
internal sealed class MessageBuilder(ChatwootWorld world, EventBus events, BlobStore blobs, ConversationStatus statuses)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Creates a message that came through an API; refuses the one too many within a minute (contract 6.2).</summary>
    /// <remarks><c>stored</c> runs between the insert and the events.</remarks>
    public Message Create(Conversation conversation, MessageDraft draft, Action? stored = null)
    {
        RefuseFlood(conversation);
        var first = draft.Type == MessageType.Incoming && !conversation.HasIncoming;
        var message = Store(conversation, draft);
        stored?.Invoke();
        if (message.Type == MessageType.Incoming)
        {
            AfterIncoming(message, draft);
        }
        else
        {
            events.MessageCreated(message, draft.Performer, draft.EchoId);
        }

        if (message is { Type: MessageType.Outgoing, Private: false, Sender: User })
        {
            AfterReply(message, draft);
        }

        if (first && conversation.Inbox is { GreetingEnabled: true, GreetingMessage: { Length: > 0 } greeting })
        {
            Template(conversation, new MessageDraft { Type = MessageType.Template, Content = Liquid.Render(greeting, conversation, null) });
        }

        return message;
    }

    /// <summary>A message the server writes itself; it is on the cable and, unless an activity, in the webhooks.</summary>
    public void Template(Conversation conversation, MessageDraft draft) => events.MessageCreated(Store(conversation, draft), null, null);

    private void RefuseFlood(Conversation conversation)
    {
        var now = world.Now;
        var recent = conversation.RecentMessages;
        while (recent.TryPeek(out var oldest) && now - oldest >= Minute)
        {
            recent.Dequeue();
        }

        if (world.Settings.MessagesPerMinute > 0 && recent.Count >= world.Settings.MessagesPerMinute)
        {
            throw ApiError.Error(422, "Validation failed: Too many messages");
        }
    }

    private Message Store(Conversation conversation, MessageDraft draft)
    {
        var now = world.Now;
        var message = new Message
        {
            Id = world.Ids.NextMessage(),
            Conversation = conversation,
            Type = draft.Type,
            Content = draft.Content,
            ContentType = draft.ContentType,
            ContentAttributes = draft.ContentAttributes,
            Private = draft.Private,
            SourceId = draft.SourceId,
            Sender = draft.Sender,
            CreatedAt = now,
            UpdatedAt = now,
        };
        foreach (var file in draft.Files)
        {
            message.Attachments.Add(blobs.Attach(message, file));
        }

        conversation.Messages.Add(message);
        world.Messages.Add(message);
        if (world.Settings.MessagesPerMinute > 0)
        {
            conversation.RecentMessages.Enqueue(now);
        }

        conversation.LastActivityAt = now;
        conversation.UpdatedAt = now;
        return message;
    }

    private void AfterIncoming(Message message, MessageDraft draft)
    {
        var conversation = message.Conversation;
        var now = message.CreatedAt;
        conversation.HasIncoming = true;
        conversation.LastIncomingAt = now;
        conversation.Unread = Math.Min(conversation.Unread + 1, 10);
        conversation.Contact.LastActivityAt = now;
        conversation.Contact.UpdatedAt = now;
        statuses.ReopenOnIncoming(conversation);
        events.MessageCreated(message, draft.Performer, draft.EchoId);
        events.ContactChanged("contact.updated", conversation.Contact, draft.Performer);
        if (conversation.WaitingSince is null)
        {
            conversation.WaitingSince = now;
            events.ConversationUpdated(conversation, Changed(now), ("waiting_since", null, Times.Iso(now)));
        }

        statuses.NotifyAssignee(conversation, message);
    }

    private void AfterReply(Message message, MessageDraft draft)
    {
        var conversation = message.Conversation;
        var waited = conversation.WaitingSince;
        conversation.WaitingSince = null;
        if (conversation.FirstReplyCreatedAt is null)
        {
            conversation.FirstReplyCreatedAt = message.CreatedAt;
            events.FirstReply(message, draft.Performer, draft.EchoId);
            events.ConversationUpdated(conversation, FirstReplyChanges(message, waited));
        }
        else if (waited is not null)
        {
            events.ConversationUpdated(conversation, Changed(message.CreatedAt), ("waiting_since", Times.Iso(waited), null));
        }
    }

    // A conversation made together with its first message reports the columns of its own insert too (recording 10).
    private static (string Key, JsonNode? Previous, JsonNode? Current)[] FirstReplyChanges(Message message, DateTimeOffset? waited)
    {
        var changes = new List<(string, JsonNode?, JsonNode?)> { Changed(message.CreatedAt) };
        if (message.Conversation.IsBeingCreated)
        {
            changes.Add(("display_id", null, message.Conversation.DisplayId));
        }

        changes.Add(("first_reply_created_at", null, Times.Iso(message.CreatedAt)));
        changes.Add(("waiting_since", Times.Iso(waited), null));
        if (message.Conversation.IsBeingCreated)
        {
            changes.Add(("cached_label_list", null, ""));
        }

        return [.. changes];
    }

    private static (string Key, JsonNode? Previous, JsonNode? Current) Changed(DateTimeOffset at) => ("updated_at", Times.Iso(at), Times.Iso(at));
}
