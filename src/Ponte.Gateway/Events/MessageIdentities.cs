using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Events;

/// <summary>Finds an event's chat, and stores what the event tells about the names of the people in it.</summary>
internal sealed class MessageIdentities(ChatDirectory chats)
{
    /// <summary>The chat of an event.</summary>
    public async ValueTask<long> ResolveAsync(string instanceId, ChatEvent message, CancellationToken cancellationToken)
    {
        if (message.Chat.Kind == ChatKind.Group && !message.FromMe && message.SenderAlias is { } other)
        {
            await LinkAsync(instanceId, message.Sender, other, cancellationToken);
        }

        return await chats.ResolveAsync(instanceId, message.Chat, AliasOf(message), cancellationToken);
    }

    /// <summary>Stores that two addresses are one person's; nothing when they are not a LID and a number.</summary>
    public async ValueTask LinkAsync(string instanceId, UserId one, UserId other, CancellationToken cancellationToken)
    {
        switch (one.Chat.Kind, other.Chat.Kind)
        {
            case (ChatKind.Lid, ChatKind.Phone):
                await chats.LinkAsync(instanceId, one, other, cancellationToken);
                break;
            case (ChatKind.Phone, ChatKind.Lid):
                await chats.LinkAsync(instanceId, other, one, cancellationToken);
                break;
        }
    }

    // Only a number and a LID can be two names of one person. In what we wrote ourselves, our own other name is not the chat's.
    private static ChatId? AliasOf(ChatEvent message) =>
        message.ChatAlias is { } alias
        && (message.Chat.Kind, alias.Kind) is (ChatKind.Lid, ChatKind.Phone) or (ChatKind.Phone, ChatKind.Lid)
        && !(message.FromMe && message.Chat != message.Sender.Chat && (alias == message.Sender.Chat || alias == message.SenderAlias?.Chat))
            ? alias
            : null;
}
