using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Messages;

/// <summary>Finds the address by which WhatsApp knows a chat or person that a caller names by digits or JID.</summary>
internal sealed class ChatNames(ChatSearch search, ChatDirectory chats, NumberCheck numbers)
{
    /// <summary>Looks a chat up: among those WhatsApp has used an address of; a number that is in none of them is asked for, in each of its national forms.</summary>
    public async Task<ChatLookUp> LookUpAsync(string instanceId, ChatId named, CancellationToken cancellationToken)
    {
        if (await KnownAsync(instanceId, named, cancellationToken) is { } used)
        {
            return used;
        }

        return named.Kind != ChatKind.Phone ? new ChatLookUp.Found(named, null) : await numbers.FindAsync(instanceId, [named], cancellationToken) switch
        {
            UserLookUp.Found found => new ChatLookUp.Found(found.User.Chat, null),
            UserLookUp.Missing => new ChatLookUp.Missing(),
            _ => new ChatLookUp.Unavailable(),
        };
    }

    /// <summary>The address to use for a chat. Null: the number has no WhatsApp. Unknown as it may be, an address that cannot be asked for now is used as it is.</summary>
    public async Task<ChatId?> FindAsync(string instanceId, ChatId named, CancellationToken cancellationToken) => await LookUpAsync(instanceId, named, cancellationToken) switch
    {
        ChatLookUp.Found found => found.Address,
        ChatLookUp.Missing => null,
        _ => named,
    };

    /// <summary>The address that WhatsApp used last for a chat, else the one it was named by. Nobody is asked.</summary>
    public async Task<ChatId> UsedAsync(string instanceId, ChatId named, CancellationToken cancellationToken) =>
        (await KnownAsync(instanceId, named, cancellationToken))?.Address ?? named;

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

    private async Task<ChatLookUp.Found?> KnownAsync(string instanceId, ChatId named, CancellationToken cancellationToken)
    {
        foreach (var id in await search.FindAsync(instanceId, named.Value, cancellationToken))
        {
            if (await chats.AddressesAsync(instanceId, id, cancellationToken) is { IsUsed: true } addresses)
            {
                return new ChatLookUp.Found(addresses.ToSend, id);
            }
        }

        return null;
    }
}
