using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>How far messages got. From another person: messages of this number. From me: messages of the chat, read on the phone or another linked device.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Messages">The messages, one at least.</param>
/// <param name="Sender">Who received or read; in a group, the participant.</param>
/// <param name="FromMe">Read by this number on another device.</param>
/// <param name="SentAt">WhatsApp's time of it.</param>
/// <param name="Level">How far they got.</param>
public sealed record ReceiptReceived(ChatId Chat, IReadOnlyList<MessageId> Messages, UserId Sender, bool FromMe, DateTimeOffset SentAt, ReceiptLevel Level)
    : ChatEvent(Chat, Sender, FromMe, SentAt);
