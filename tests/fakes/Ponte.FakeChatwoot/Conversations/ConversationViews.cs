using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Messages;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>The shapes in which Chatwoot shows a conversation.</summary>
internal static class ConversationViews
{
    /// <summary>The conversation of the REST API (contract 5.1).</summary>
    public static JsonObject Rest(ChatwootWorld world, Conversation conversation) => new()
    {
        ["meta"] = RestMeta(world, conversation),
        ["id"] = conversation.DisplayId,
        ["messages"] = Newest(world, conversation, static _ => true, inJob: false),
        ["account_id"] = conversation.Account.Id,
        ["uuid"] = conversation.Uuid.ToString(),
        ["additional_attributes"] = conversation.AdditionalAttributes.DeepClone(),
        ["agent_last_seen_at"] = Times.EpochOrZero(conversation.AgentLastSeenAt),
        ["assignee_last_seen_at"] = Times.EpochOrZero(conversation.AssigneeLastSeenAt),
        ["can_reply"] = conversation.CanReply(world.Now),
        ["contact_last_seen_at"] = Times.EpochOrZero(conversation.ContactLastSeenAt),
        ["custom_attributes"] = conversation.CustomAttributes.DeepClone(),
        ["inbox_id"] = conversation.Inbox.Id,
        ["labels"] = Labels(conversation),
        ["muted"] = conversation.Contact.Blocked,
        ["snoozed_until"] = Times.Iso(conversation.SnoozedUntil),
        ["status"] = conversation.Status,
        ["created_at"] = Times.Epoch(conversation.CreatedAt),
        ["updated_at"] = Times.EpochFloat(conversation.UpdatedAt),
        ["timestamp"] = Times.Epoch(conversation.LastActivityAt),
        ["first_reply_created_at"] = Times.EpochOrZero(conversation.FirstReplyCreatedAt),
        ["unread_count"] = conversation.Unread,
        ["last_non_activity_message"] = LastNonActivity(world, conversation),
        ["last_activity_at"] = Times.Epoch(conversation.LastActivityAt),
        ["priority"] = conversation.Priority,
        ["waiting_since"] = Times.EpochOrZero(conversation.WaitingSince),
        ["sla_policy_id"] = null,
    };

    /// <summary>The conversation of the cable and of webhooks (contract 8.3).</summary>
    public static JsonObject Push(ChatwootWorld world, Conversation conversation) => new()
    {
        ["additional_attributes"] = conversation.AdditionalAttributes.DeepClone(),
        ["can_reply"] = conversation.CanReply(world.Now),
        ["channel"] = conversation.Inbox.ChannelType,
        ["contact_inbox"] = PushContactInbox(conversation.ContactInbox),
        ["id"] = conversation.DisplayId,
        ["inbox_id"] = conversation.Inbox.Id,
        ["messages"] = Newest(world, conversation, static message => message.Type != MessageType.Activity && !message.Private, inJob: true),
        ["labels"] = Labels(conversation),
        ["meta"] = PushMeta(world, conversation),
        ["status"] = conversation.Status,
        ["custom_attributes"] = conversation.CustomAttributes.DeepClone(),
        ["snoozed_until"] = Times.Iso(conversation.SnoozedUntil),
        ["unread_count"] = conversation.Unread,
        ["first_reply_created_at"] = Times.Iso(conversation.FirstReplyCreatedAt),
        ["priority"] = conversation.Priority,
        ["waiting_since"] = Times.EpochOrZero(conversation.WaitingSince),
        ["agent_last_seen_at"] = Times.EpochOrZero(conversation.AgentLastSeenAt),
        ["contact_last_seen_at"] = Times.EpochOrZero(conversation.ContactLastSeenAt),
        ["last_activity_at"] = Times.Epoch(conversation.LastActivityAt),
        ["timestamp"] = Times.Epoch(conversation.LastActivityAt),
        ["created_at"] = Times.Epoch(conversation.CreatedAt),
        ["updated_at"] = Times.EpochFloat(conversation.UpdatedAt),
    };

    /// <summary>The conversation of the public API (contract 7).</summary>
    public static JsonObject Public(ChatwootWorld world, Conversation conversation) => new()
    {
        ["id"] = conversation.DisplayId,
        ["uuid"] = conversation.Uuid.ToString(),
        ["inbox_id"] = conversation.Inbox.Id,
        ["contact_last_seen_at"] = Times.EpochOrZero(conversation.ContactLastSeenAt),
        ["status"] = conversation.Status,
        ["agent_last_seen_at"] = Times.EpochOrZero(conversation.AgentLastSeenAt),
        ["messages"] = new JsonArray([.. conversation.Messages.Where(message => message.Type != MessageType.Activity && !message.Private)
            .Select(message => MessageViews.Public(world, message))]),
        ["contact"] = ContactViews.Raw(world, conversation.Contact),
    };

    public static JsonArray Labels(Conversation conversation) => new([.. conversation.Labels.Select(label => (JsonNode)label)]);

    private static JsonObject RestMeta(ChatwootWorld world, Conversation conversation)
    {
        var meta = new JsonObject
        {
            ["sender"] = ContactViews.Full(world, conversation.Contact, withInboxes: false),
            ["channel"] = conversation.Inbox.ChannelType,
        };
        if (conversation.Assignee is { } assignee)
        {
            meta["assignee"] = UserViews.Agent(world, conversation.Account, assignee);
            if (world.Version.IsNew())
            {
                meta["assignee_type"] = "User";
            }
        }

        meta["hmac_verified"] = conversation.ContactInbox.HmacVerified;
        return meta;
    }

    private static JsonObject PushMeta(ChatwootWorld world, Conversation conversation)
    {
        var meta = new JsonObject
        {
            ["sender"] = ContactViews.Sender(world, conversation.Contact),
            ["assignee"] = conversation.Assignee is { } assignee ? UserViews.Sender(world, conversation.Account, assignee, inJob: true) : null,
        };
        if (world.Version.IsNew())
        {
            meta["assignee_type"] = conversation.Assignee is null ? null : "User";
        }

        meta["team"] = null;
        meta["hmac_verified"] = conversation.ContactInbox.HmacVerified;
        return meta;
    }

    private static JsonObject PushContactInbox(ContactInbox row) => new()
    {
        ["id"] = row.Id,
        ["contact_id"] = row.Contact.Id,
        ["inbox_id"] = row.Inbox.Id,
        ["source_id"] = row.SourceId,
        ["created_at"] = Times.Iso(row.CreatedAt),
        ["updated_at"] = Times.Iso(row.CreatedAt),
        ["hmac_verified"] = row.HmacVerified,
        ["pubsub_token"] = row.PubsubToken,
    };

    private static JsonArray Newest(ChatwootWorld world, Conversation conversation, Predicate<Message> counts, bool inJob)
    {
        var index = conversation.Messages.FindLastIndex(counts);
        return index < 0 ? [] : [MessageViews.Push(world, conversation.Messages[index], inJob)];
    }

    private static JsonObject? LastNonActivity(ChatwootWorld world, Conversation conversation)
    {
        var index = conversation.Messages.FindLastIndex(static message => message.Type != MessageType.Activity);
        return index < 0 ? null : MessageViews.Push(world, conversation.Messages[index]);
    }
}
