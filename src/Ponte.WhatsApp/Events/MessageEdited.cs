using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Events;

/// <summary>The writer of a message changed it.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Id">The id of the edit.</param>
/// <param name="Target">The message as it was first sent, however often it was edited since.</param>
/// <param name="Sender">Who edited.</param>
/// <param name="FromMe">Edited by this number, on the phone or another linked device.</param>
/// <param name="SentAt">WhatsApp's time of the edit.</param>
/// <param name="Content">What it carries now; a medium is the same as before, its caption the new one.</param>
public sealed record MessageEdited(ChatId Chat, MessageId Id, MessageId Target, UserId Sender, bool FromMe, DateTimeOffset SentAt, IncomingContent Content)
    : MessageEvent(Chat, Id, Sender, FromMe, SentAt);
