using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Inboxes;

/// <summary>Deletes an inbox a moment after it was asked for, as Chatwoot's job does (contract 3.3).</summary>
internal sealed class InboxRemoval(ChatwootWorld world)
{
    public void Start(Inbox inbox) => _ = RemoveLaterAsync(inbox);

    private async Task RemoveLaterAsync(Inbox inbox)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(world.Settings.DeleteDelay), world.Time);
        lock (world.Gate)
        {
            if (!inbox.Account.Inboxes.Remove(inbox.Id))
            {
                return;
            }

            world.InboxesByIdentifier.Remove(inbox.Identifier);
            foreach (var conversation in inbox.Account.Conversations.Values.Where(conversation => conversation.Inbox == inbox).ToList())
            {
                inbox.Account.Conversations.Remove(conversation.DisplayId);
                conversation.Contact.Conversations.Remove(conversation);
            }

            foreach (var row in inbox.ContactInboxes.Values.ToList())
            {
                world.Remove(row);
            }
        }
    }
}
