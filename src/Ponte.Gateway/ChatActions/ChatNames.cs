using Ponte.Gateway.Chats;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.ChatActions;

/// <summary>Finds the address by which WhatsApp knows a chat or person that a caller names by digits or JID.</summary>
internal sealed class ChatNames(ChatSearch search, ChatDirectory chats, IGrainFactory grains)
{
    /// <summary>
    /// The address to use for a chat: the one WhatsApp used last, for a number that never wrote the form of it that has WhatsApp. Null: the number has
    /// none. Unknown as it may be, an address that cannot be asked for now is used as it is.
    /// </summary>
    public async Task<ChatId?> FindAsync(string instanceId, ChatId named, CancellationToken cancellationToken)
    {
        foreach (var id in await search.FindAsync(instanceId, named.Value, cancellationToken))
        {
            if (await chats.AddressesAsync(instanceId, id, cancellationToken) is { IsUsed: true } addresses)
            {
                return addresses.ToSend;
            }
        }

        return named.Kind == ChatKind.Phone ? await AskAsync(instanceId, named) : named;
    }

    /// <summary>People by the addresses that WhatsApp knows; one without WhatsApp stays as named. Only numbers that may be written otherwise are asked for.</summary>
    public async Task<IReadOnlyList<UserId>> FindPeopleAsync(string instanceId, IReadOnlyList<UserId> named, CancellationToken cancellationToken)
    {
        var found = new List<UserId>();
        foreach (var user in named)
        {
            var address = PhoneVariants.Of(user.Chat).Count > 0 ? await FindAsync(instanceId, user.Chat, cancellationToken) : null;
            found.Add(UserId.TryParse(address?.Value, out var known) ? known : user);
        }

        return found;
    }

    private async Task<ChatId?> AskAsync(string instanceId, ChatId named)
    {
        try
        {
            var reply = await grains.GetGrain<IInstanceGrain>(instanceId).FindUserAsync([named.User, .. PhoneVariants.Of(named).Select(form => form.User)]);
            return !reply.Known ? named : UserId.TryParse(reply.User, out var user) ? user.Chat : null;
        }
        catch (TimeoutException)
        {
            return named;
        }
    }
}
