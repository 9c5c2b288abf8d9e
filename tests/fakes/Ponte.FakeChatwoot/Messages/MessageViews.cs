using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Attachments;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>The shapes in which Chatwoot shows a message.</summary>
internal static class MessageViews
{
    /// <summary>The message of the REST API (contract 6.4).</summary>
    public static JsonObject Rest(ChatwootWorld world, Message message, string? echoId = null)
    {
        var view = new JsonObject { ["id"] = message.Id, ["content"] = message.Content, ["inbox_id"] = message.Conversation.Inbox.Id };
        if (echoId is not null)
        {
            view["echo_id"] = echoId;
        }

        view["conversation_id"] = message.Conversation.DisplayId;
        view["message_type"] = (int)message.Type;
        view["content_type"] = message.ContentType;
        view["status"] = message.Status;
        view["content_attributes"] = message.ContentAttributes.DeepClone();
        view["created_at"] = Times.Epoch(message.CreatedAt);
        view["private"] = message.Private;
        view["source_id"] = message.SourceId;
        AddSender(view, Sender(world, message));
        AddAttachments(view, world, message);
        return view;
    }

    /// <summary>The message of the cable, of webhooks' conversations and of conversation objects (contract 9.4, 8.3).</summary>
    public static JsonObject Push(ChatwootWorld world, Message message, bool inJob = false, string? echoId = null)
    {
        var conversation = message.Conversation;
        var view = new JsonObject
        {
            ["id"] = message.Id,
            ["content"] = message.Content,
            ["account_id"] = conversation.Account.Id,
            ["inbox_id"] = conversation.Inbox.Id,
            ["conversation_id"] = conversation.DisplayId,
            ["message_type"] = (int)message.Type,
            ["created_at"] = Times.Epoch(message.CreatedAt),
            ["updated_at"] = Times.Iso(message.UpdatedAt),
            ["private"] = message.Private,
            ["status"] = message.Status,
            ["source_id"] = message.SourceId,
            ["content_type"] = message.ContentType,
            ["content_attributes"] = message.ContentAttributes.DeepClone(),
            ["sender_type"] = SenderType(message),
            ["sender_id"] = SenderId(message),
            ["external_source_ids"] = new JsonObject(),
            ["additional_attributes"] = new JsonObject(),
            ["processed_message_content"] = message.Content,
            ["sentiment"] = new JsonObject(),
            ["conversation"] = new JsonObject
            {
                ["assignee_id"] = conversation.Assignee?.Id,
                ["unread_count"] = conversation.Unread,
                ["last_activity_at"] = Times.Epoch(conversation.LastActivityAt),
                ["contact_inbox"] = new JsonObject { ["source_id"] = conversation.ContactInbox.SourceId },
            },
        };
        if (echoId is not null)
        {
            view["echo_id"] = echoId;
        }

        AddAttachments(view, world, message);
        AddSender(view, Sender(world, message, inJob));
        return view;
    }

    /// <summary>The message of the public API (contract 7): no source_id, no status.</summary>
    public static JsonObject Public(ChatwootWorld world, Message message)
    {
        var view = new JsonObject
        {
            ["id"] = message.Id,
            ["content"] = message.Content,
            ["message_type"] = (int)message.Type,
            ["content_type"] = message.ContentType,
            ["content_attributes"] = message.ContentAttributes.DeepClone(),
            ["created_at"] = Times.Epoch(message.CreatedAt),
            ["conversation_id"] = message.Conversation.DisplayId,
        };
        AddAttachments(view, world, message);
        AddSender(view, Sender(world, message, inJob: true));
        return view;
    }

    public static JsonObject? Sender(ChatwootWorld world, Message message, bool inJob = false) => message.Sender switch
    {
        User user => UserViews.Sender(world, message.Conversation.Account, user, inJob),
        Contact contact => ContactViews.Sender(world, contact),
        AgentBot bot => UserViews.BotSender(bot),
        _ => null,
    };

    private static string? SenderType(Message message) => message.Sender switch
    {
        User => "User",
        Contact => "Contact",
        AgentBot => "AgentBot",
        _ => null,
    };

    private static long? SenderId(Message message) => message.Sender switch
    {
        User user => user.Id,
        Contact contact => contact.Id,
        AgentBot bot => bot.Id,
        _ => null,
    };

    private static void AddSender(JsonObject view, JsonObject? sender)
    {
        if (sender is not null)
        {
            view["sender"] = sender;
        }
    }

    private static void AddAttachments(JsonObject view, ChatwootWorld world, Message message)
    {
        if (message.Attachments.Count > 0)
        {
            view["attachments"] = new JsonArray([.. message.Attachments.Select(attachment => AttachmentViews.Full(world, attachment))]);
        }
    }
}
