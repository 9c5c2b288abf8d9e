using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Finds the chat of a number or address that a program gives. Nothing is stored for a number that is not on WhatsApp.</summary>
internal sealed class Recipients(ChatNames names, ChatDirectory chats)
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

        return await names.LookUpAsync(instanceId, address, cancellationToken) switch
        {
            ChatLookUp.Found found => (new Recipient(found.ChatId ?? await chats.ResolveTypedAsync(instanceId, found.Address, cancellationToken), found.Address), null),
            ChatLookUp.Missing => (null, ApiError.BadRequest($"Number {Shown(number)} is not on WhatsApp")),
            _ => (null, ApiError.NotConnected),
        };
    }

    private static string Shown(string number) => number.Length <= 40 && !number.Any(char.IsControl) ? number : "given";
}
