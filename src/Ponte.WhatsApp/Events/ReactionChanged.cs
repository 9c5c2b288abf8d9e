using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>Somebody's one reaction to a message was set, changed or removed.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Id">The id of the reaction.</param>
/// <param name="Target">The message.</param>
/// <param name="Sender">Who reacted.</param>
/// <param name="FromMe">Done by this number, on the phone or another linked device.</param>
/// <param name="SentAt">WhatsApp's time of the reaction.</param>
/// <param name="Emoji">The reaction; empty: removed.</param>
public sealed record ReactionChanged(ChatId Chat, MessageId Id, MessageId Target, UserId Sender, bool FromMe, DateTimeOffset SentAt, string Emoji)
    : MessageEvent(Chat, Id, Sender, FromMe, SentAt);
