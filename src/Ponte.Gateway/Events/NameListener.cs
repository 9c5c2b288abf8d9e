using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Events;

/// <summary>Learns what people and groups are called, from what WhatsApp tells of its contacts, from the name each message carries and from changes of groups.</summary>
internal sealed class NameListener(PersonNames names, GroupNames groups)
{
    /// <summary>An <see cref="EventListener"/>.</summary>
    public async ValueTask HearAsync(string instanceId, long? chatId, WhatsAppEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case ContactChanged contact:
                var told = new KnownNames { Business = contact.BusinessName, Saved = contact.SavedName, Push = contact.PushName };
                await LearnAsync(instanceId, contact.User, contact.Alias, told, cancellationToken);
                break;

            case GroupChanged { Change: GroupChange.Renamed or GroupChange.Created } changed:
                await groups.LearnAsync(instanceId, changed.Chat, changed.Text, cancellationToken);
                break;

            // What this number calls itself is nobody else's name.
            case MessageEvent { FromMe: false, SenderName: { } name } message:
                await LearnAsync(instanceId, message.Sender, message.SenderAlias, new KnownNames { Push = name }, cancellationToken);
                break;
        }
    }

    // Under both addresses: whether they are known to be one person is another matter.
    private async ValueTask LearnAsync(string instanceId, UserId user, UserId? alias, KnownNames told, CancellationToken cancellationToken)
    {
        await names.LearnAsync(instanceId, user, told, cancellationToken);
        if (alias is { } other && other != user)
        {
            await names.LearnAsync(instanceId, other, told, cancellationToken);
        }
    }
}
