namespace Ponte.Gateway.Chats;

/// <summary>A row of <c>chat_alias</c>.</summary>
/// <param name="Jid">The canonical address.</param>
/// <param name="ChatId">The chat it leads to.</param>
/// <param name="SeenAt">When WhatsApp last began to use it for the chat, Unix milliseconds; 0 for an address that was only told or typed.</param>
internal sealed record AliasRow(string Jid, long ChatId, long SeenAt)
{
    public override string ToString() => $"alias of chat {ChatId}";
}
