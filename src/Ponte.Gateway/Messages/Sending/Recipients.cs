using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Finds the chat of a number or address that a program gives. Nothing is stored for a number that is not on WhatsApp.</summary>
internal sealed class Recipients(ChatSearch search, ChatDirectory chats, NumberCheck numbers)
{
    /// <summary>The chat and the address to show for it, or the error to answer.</summary>
    public async Task<(Recipient? Recipient, ApiError? Error)> FindAsync(string instanceId, string number, CancellationToken cancellationToken)
    {
        if (number.Length == 0)
        {
            return (null, ApiError.BadRequest("Number is required"));
        }

        if (ChatSearch.AddressOf(number) is not { } address)
        {
            return (null, ApiError.BadRequest($"Number {Shown(number)} is neither digits with country code nor a WhatsApp address"));
        }

        if (address.Kind is not (ChatKind.Phone or ChatKind.Lid))
        {
            return (new Recipient(await chats.ResolveTypedAsync(instanceId, address, cancellationToken), address), null);
        }

        var known = await search.FindAsync(instanceId, address.Value, cancellationToken);
        var addresses = known.Count == 0 ? null : await chats.AddressesAsync(instanceId, known[0], cancellationToken);
        if (addresses is { } used && !NumberCheck.IsNeeded(used))
        {
            return (new Recipient(known[0], used.ToSend), null);
        }

        if (address.Kind == ChatKind.Lid)
        {
            return (new Recipient(await chats.ResolveTypedAsync(instanceId, address, cancellationToken), address), null);
        }

        return await numbers.FindAsync(instanceId, [address, .. addresses?.All ?? []], cancellationToken) switch
        {
            UserLookUp.Found found => (new Recipient(await chats.ResolveTypedAsync(instanceId, found.User.Chat, cancellationToken), found.User.Chat), null),
            UserLookUp.Missing => (null, ApiError.BadRequest($"Number {Shown(number)} is not on WhatsApp")),
            _ => (null, ApiError.NotConnected),
        };
    }

    private static string Shown(string number) => number.Length <= 40 && !number.Any(char.IsControl) ? number : "given";
}
