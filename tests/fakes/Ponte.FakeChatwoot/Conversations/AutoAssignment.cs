using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>
/// Gives a new conversation to a member who is online, when the inbox wants that (contract 5.5): 4.3.0 while it is created,
/// 4.15.1 by a job a moment later (recording 09).
/// </summary>
internal sealed class AutoAssignment(ChatwootWorld world, EventBus events, ConversationStatus statuses)
{
    private static readonly TimeSpan JobTakes = TimeSpan.FromMilliseconds(40);

    /// <summary>Tells of a new conversation and assigns it.</summary>
    public void Announce(Conversation conversation, User? performer)
    {
        var early = world.Version.IsNew() ? null : Free(conversation);
        conversation.Assignee = early;
        events.ConversationCreated(conversation, performer);
        if (early is not null)
        {
            events.AssigneeChanged(conversation);
        }
        else if (world.Version.IsNew() && Free(conversation) is not null)
        {
            _ = AssignLaterAsync(conversation);
        }
    }

    private async Task AssignLaterAsync(Conversation conversation)
    {
        await Task.Delay(JobTakes, world.Time);
        lock (world.Gate)
        {
            if (Free(conversation) is { } assignee)
            {
                statuses.Assign(conversation, assignee, assignee, $"Assigned to {assignee.Name} by Default Policy");
                events.AssigneeChanged(conversation);
            }
        }
    }

    private User? Free(Conversation conversation)
    {
        var inbox = conversation.Inbox;
        var wanted = inbox.EnableAutoAssignment && conversation is { Assignee: null, Status: "open" };
        var free = wanted ? inbox.Members.FirstOrDefault(user => UserViews.IsOnline(world, conversation.Account, user)) : 0;
        return world.Users.GetValueOrDefault(free);
    }
}
