using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Messages;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>Notifications as the cable shows them to the user concerned (contract 9.3).</summary>
internal static class NotificationViews
{
    public static JsonObject Created(ChatwootWorld world, Conversation conversation, User user, long id, string type, Message? message)
    {
        var title = $"{conversation.Contact.Name}: {conversation.Messages.FindLast(static entry => entry.Type == MessageType.Incoming)?.Content}";
        return new JsonObject
        {
            ["notification"] = new JsonObject
            {
                ["id"] = id,
                ["notification_type"] = type,
                ["primary_actor_type"] = "Conversation",
                ["primary_actor_id"] = conversation.RowId,
                ["read_at"] = null,
                ["secondary_actor"] = message is null ? null : MessageViews.Push(world, message, inJob: true),
                ["user"] = UserViews.Sender(world, conversation.Account, user, inJob: true),
                ["created_at"] = Times.Epoch(world.Now),
                ["last_activity_at"] = Times.Epoch(world.Now),
                ["snoozed_until"] = null,
                ["meta"] = new JsonObject(),
                ["account_id"] = conversation.Account.Id,
                ["primary_actor"] = ConversationViews.Push(world, conversation),
                ["push_message_title"] = title,
                ["push_message_body"] = title,
            },
            ["unread_count"] = 1,
            ["count"] = 1,
            ["account_id"] = conversation.Account.Id,
        };
    }

    public static JsonObject Deleted(Conversation conversation, long id) => new()
    {
        ["notification"] = new JsonObject { ["id"] = id },
        ["unread_count"] = 0,
        ["count"] = 0,
        ["account_id"] = conversation.Account.Id,
    };
}
