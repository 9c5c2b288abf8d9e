using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>The addresses that lead to a chat, those that WhatsApp used last first, then numbers before LIDs.</summary>
internal sealed record ChatAddresses(IReadOnlyList<ChatId> All)
{
    /// <summary>Whether WhatsApp itself has ever used one of them; if not, nobody knows that there is such an account.</summary>
    public bool IsUsed { get; init; } = true;

    /// <summary>The address to send to: the one WhatsApp itself used last, whatever else is known.</summary>
    public ChatId ToSend => All[0];

    /// <summary>The address by number that WhatsApp used last or told; null while only a LID is known.</summary>
    public ChatId? Phone => All.Where(address => address.Kind == ChatKind.Phone).Select(address => (ChatId?)address).FirstOrDefault();

    public override string ToString() => $"{All.Count} addresses";
}
