using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>Somebody's whole vote in a poll changed.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Id">The id of the vote.</param>
/// <param name="Target">The message with the poll.</param>
/// <param name="Sender">Who voted.</param>
/// <param name="FromMe">Done by this number, on the phone or another linked device.</param>
/// <param name="SentAt">WhatsApp's time of the vote.</param>
/// <param name="Options">The options chosen now, as the poll words them; empty: the vote was taken back. Null: the poll is not known here, so neither are its words.</param>
public sealed record PollVoted(ChatId Chat, MessageId Id, MessageId Target, UserId Sender, bool FromMe, DateTimeOffset SentAt, IReadOnlyList<string>? Options = null)
    : MessageEvent(Chat, Id, Sender, FromMe, SentAt);
