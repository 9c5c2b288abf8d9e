using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>Changes of a conversation's status and assignee, with the events and activities that follow.</summary>
internal sealed class ConversationStatus(ChatwootWorld world, EventBus events)
{
    private static readonly string[] Known = ["open", "resolved", "pending", "snoozed"];

    public static bool IsKnown(string status) => Known.Contains(status);

    /// <summary>Resolved and snoozed conversations open when the customer writes, unless the contact is muted (contract 5.5).</summary>
    public void ReopenOnIncoming(Conversation conversation)
    {
        if (conversation.Contact.Blocked || conversation.Status is not ("resolved" or "snoozed"))
        {
            return;
        }

        var status = conversation.Status == "resolved" && conversation.Inbox.AgentBotId is not null ? "pending" : "open";
        Change(conversation, status, null, null, "System reopened the conversation due to a new incoming message.");
    }

    /// <summary>Sets the status; does nothing when it is the same already.</summary>
    public void Change(Conversation conversation, string status, DateTimeOffset? snoozedUntil, User? by, string? activity = null)
    {
        var previous = conversation.Status;
        conversation.SnoozedUntil = status == "snoozed" ? snoozedUntil : null;
        if (previous == status)
        {
            return;
        }

        conversation.Status = status;
        if (status == "resolved")
        {
            conversation.WaitingSince = null;
        }

        var before = Times.Iso(conversation.UpdatedAt);
        conversation.UpdatedAt = world.Now;
        events.StatusChanged(conversation);
        events.ConversationUpdated(conversation, ("status", previous, status), ("updated_at", before, Times.Iso(conversation.UpdatedAt)));
        Activity(conversation, activity ?? StatusText(status, by?.Name ?? "System"));
        if (status == "resolved" && conversation.Inbox.CsatSurveyEnabled)
        {
            Survey(conversation);
        }
    }

    public void Assign(Conversation conversation, User? assignee, User? by, string? activity = null)
    {
        if (conversation.Assignee == assignee)
        {
            return;
        }

        var previous = conversation.Assignee;
        conversation.Assignee = assignee;
        var before = Times.Iso(conversation.UpdatedAt);
        conversation.UpdatedAt = world.Now;
        events.ConversationUpdated(conversation, ("assignee_id", previous?.Id, assignee?.Id), ("updated_at", before, Times.Iso(conversation.UpdatedAt)));
        Activity(conversation, activity ?? AssignText(assignee, by));
        events.AssigneeChanged(conversation);
        if (assignee is not null && assignee != by)
        {
            Notify(conversation, assignee, "conversation_assignment", null);
        }
    }

    public void NotifyAssignee(Conversation conversation, Message message)
    {
        if (conversation.Assignee is not { } assignee)
        {
            return;
        }

        if (conversation.AssigneeNotificationId is { } old)
        {
            DropNotification(conversation, assignee, old);
        }

        Notify(conversation, assignee, "assigned_conversation_new_message", message);
    }

    /// <summary>Removes what an agent was told about a conversation that goes away.</summary>
    public void Forget(Conversation conversation)
    {
        if (conversation is { Assignee: { } assignee, AssigneeNotificationId: { } id })
        {
            DropNotification(conversation, assignee, id);
        }
    }

    /// <summary>Writes an activity message: on the cable, never in webhooks (contract 8.1).</summary>
    public void Activity(Conversation conversation, string text)
    {
        var message = new Message
        {
            Id = world.Ids.NextMessage(),
            Conversation = conversation,
            Type = MessageType.Activity,
            Content = text,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
        };
        Append(conversation, message);
    }

    private void Survey(Conversation conversation) => Append(conversation, new Message
    {
        Id = world.Ids.NextMessage(),
        Conversation = conversation,
        Type = MessageType.Template,
        Content = "Please rate the conversation",
        ContentType = "input_csat",
        ContentAttributes = new JsonObject { ["display_type"] = "emoji" },
        CreatedAt = world.Now,
        UpdatedAt = world.Now,
    });

    private void Append(Conversation conversation, Message message)
    {
        conversation.Messages.Add(message);
        conversation.LastActivityAt = message.CreatedAt;
        world.Messages.Add(message);
        events.MessageCreated(message, null, null);
    }

    private void Notify(Conversation conversation, User user, string type, Message? message)
    {
        var id = world.Ids.NextNotification();
        conversation.AssigneeNotificationId = id;
        events.Notification("notification.created", user, () => NotificationViews.Created(world, conversation, user, id, type, message));
    }

    private void DropNotification(Conversation conversation, User user, long id)
    {
        conversation.AssigneeNotificationId = null;
        events.Notification("notification.deleted", user, () => NotificationViews.Deleted(conversation, id));
    }

    private static string StatusText(string status, string name) => status switch
    {
        "resolved" => $"Conversation was marked resolved by {name}",
        "open" => $"Conversation was reopened by {name}",
        "pending" => $"Conversation was marked as pending by {name}",
        _ => $"Conversation was snoozed by {name}",
    };

    private static string AssignText(User? assignee, User? by) => assignee switch
    {
        null => $"Conversation unassigned by {by?.Name}",
        _ when assignee == by => $"{assignee.Name} self-assigned this conversation",
        _ => $"Assigned to {assignee.Name} by {by?.Name}",
    };
}
