using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>A <see cref="ChatEvent"/> with an id of its own: a message, or something about one. It is told again under the same id.</summary>
/// <param name="Chat">The chat it happened in.</param>
/// <param name="Id">The id of what happened, unique within the chat.</param>
/// <param name="Sender">Who did it; in a group, the participant.</param>
/// <param name="FromMe">Done by this number, on the phone or another linked device.</param>
/// <param name="SentAt">WhatsApp's time of it.</param>
public abstract record MessageEvent(ChatId Chat, MessageId Id, UserId Sender, bool FromMe, DateTimeOffset SentAt) : ChatEvent(Chat, Sender, FromMe, SentAt)
{
    /// <summary>The label of the program that did it through Ponte; null for what was done on a phone.</summary>
    public string? SentBy { get; init; }
}
