using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>Actions on a conversation (contract 5.4).</summary>
internal sealed class ConversationActionEndpoints(ChatwootWorld world, EventBus events, ConversationStatus statuses)
{
    private const string One = "conversations/{conversation}";

    public void Map(Api api)
    {
        api.Account("PATCH", One, Update, BotAccess.Both);
        api.Account("PUT", One, Update, BotAccess.Both);
        api.Account("POST", One + "/toggle_status", ToggleStatus, BotAccess.Both);
        api.Account("POST", One + "/toggle_priority", TogglePriority, BotAccess.Both);
        api.Account("POST", One + "/toggle_typing_status", ToggleTyping, BotAccess.Newer);
        api.Account("POST", One + "/update_last_seen", UpdateLastSeen);
        api.Account("POST", One + "/unread", Unread);
        api.Account("POST", One + "/assignments", Assign, BotAccess.Both);
        api.Account("POST", One + "/mute", call => Mute(call, muted: true));
        api.Account("POST", One + "/unmute", call => Mute(call, muted: false));
    }

    private Answer ToggleStatus(Call call)
    {
        var conversation = call.FindConversation();
        var status = call.Body.Text("status") ?? (conversation.Status == "open" ? "resolved" : "open");
        if (!ConversationStatus.IsKnown(status))
        {
            throw ApiError.Crash();
        }

        var until = call.Body.Number("snoozed_until") is { } epoch ? DateTimeOffset.FromUnixTimeSeconds(epoch) : (DateTimeOffset?)null;
        statuses.Change(conversation, status, until, call.User);
        if (status == "open" && call.User is { } user && !call.IsAdministrator)
        {
            statuses.Assign(conversation, user, user);
        }

        return Answer.Of(new JsonObject
        {
            ["payload"] = new JsonObject
            {
                ["success"] = true,
                ["conversation_id"] = conversation.DisplayId,
                ["current_status"] = conversation.Status,
                ["snoozed_until"] = Times.Iso(conversation.SnoozedUntil),
            },
        });
    }

    private Answer ToggleTyping(Call call)
    {
        var conversation = call.FindConversation();
        if (call.Body.Text("typing_status") is "on" or "off" && call.User is { } user)
        {
            events.Typing(conversation, call.Body.Text("typing_status") == "on", user, call.Body.Flag("is_private") ?? false, user);
        }

        return Answer.Empty;
    }

    private Answer UpdateLastSeen(Call call)
    {
        var conversation = call.FindConversation();
        conversation.AgentLastSeenAt = world.Now;
        conversation.Unread = 0;
        if (conversation.Assignee is not null && conversation.Assignee == call.User)
        {
            conversation.AssigneeLastSeenAt = world.Now;
        }

        return Answer.Of(ConversationViews.Rest(world, conversation));
    }

    private Answer Unread(Call call)
    {
        var conversation = call.FindConversation();
        conversation.AgentLastSeenAt = conversation.LastIncomingAt?.AddSeconds(-1);
        conversation.AssigneeLastSeenAt = null;
        conversation.Unread = conversation.HasIncoming ? 1 : 0;
        return Answer.Of(ConversationViews.Rest(world, conversation));
    }

    private Answer Assign(Call call)
    {
        var conversation = call.FindConversation();
        var assignee = call.Body.Int("assignee_id") is { } id && call.Account.Roles.ContainsKey(id) ? world.Users[id] : null;
        statuses.Assign(conversation, assignee, call.User);
        return Answer.Of(assignee is null ? null : UserViews.Agent(world, call.Account, assignee));
    }

    private Answer Mute(Call call, bool muted)
    {
        var conversation = call.FindConversation();
        if (muted)
        {
            statuses.Change(conversation, "resolved", null, call.User);
        }

        conversation.Contact.Blocked = muted;
        statuses.Activity(conversation, $"{call.User?.Name} has {(muted ? "muted" : "unmuted")} the conversation");
        return Answer.Empty;
    }

    private Answer TogglePriority(Call call)
    {
        SetPriority(call, call.FindConversation(), call.Body.Text("priority"));
        return Answer.Empty;
    }

    private Answer Update(Call call)
    {
        var conversation = call.FindConversation();
        if (call.Body.Has("priority"))
        {
            SetPriority(call, conversation, call.Body.Text("priority"));
        }

        return Answer.Of(ConversationViews.Rest(world, conversation));
    }

    private void SetPriority(Call call, Conversation conversation, string? priority)
    {
        var previous = conversation.Priority;
        if (previous == priority)
        {
            return;
        }

        conversation.Priority = priority;
        var before = Times.Iso(conversation.UpdatedAt);
        conversation.UpdatedAt = world.Now;
        events.ConversationUpdated(conversation, ("priority", previous, priority), ("updated_at", before, Times.Iso(conversation.UpdatedAt)));
        var name = call.User?.Name;
        statuses.Activity(conversation, (previous, priority) switch
        {
            (null, _) => $"{name} set the priority to {priority}",
            (_, null) => $"{name} removed the priority",
            _ => $"{name} changed the priority from {previous} to {priority}",
        });
    }
}
