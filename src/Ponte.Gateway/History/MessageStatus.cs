using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.History;

/// <summary>How far a message got, in the words and numbers of the API (http-contract 8.1).</summary>
/// <param name="Text">The word.</param>
/// <param name="Code">The number.</param>
internal sealed record MessageStatus(string Text, int Code)
{
    /// <summary>The status of a message; others' are received, or read by this number.</summary>
    public static MessageStatus Of(StoredMessage message) => Of(message.FromMe, message.Level);

    /// <summary>The status of a message by how far it got.</summary>
    public static MessageStatus Of(bool fromMe, ReceiptLevel level) => (fromMe, level) switch
    {
        (_, ReceiptLevel.Played) => new("played", 5),
        (_, ReceiptLevel.Read) => new("read", 4),
        (false, _) => new("received", 3),
        (true, ReceiptLevel.Delivered) => new("delivered", 2),
        _ => new("sent", 1),
    };
}
