using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>A message was deleted for everyone: by its writer, or by an administrator of the group.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Id">The id of the deletion.</param>
/// <param name="Target">The message.</param>
/// <param name="Sender">Who deleted.</param>
/// <param name="FromMe">Deleted by this number, on the phone or another linked device.</param>
/// <param name="SentAt">WhatsApp's time of the deletion.</param>
public sealed record MessageDeleted(ChatId Chat, MessageId Id, MessageId Target, UserId Sender, bool FromMe, DateTimeOffset SentAt)
    : MessageEvent(Chat, Id, Sender, FromMe, SentAt);
