using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>Somebody began or stopped writing. Not journaled: its position is that of the event before it.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Sender">Who writes; in a group, the participant.</param>
/// <param name="SentAt">When it was heard.</param>
/// <param name="State">What they do.</param>
public sealed record TypingChanged(ChatId Chat, UserId Sender, DateTimeOffset SentAt, TypingState State) : ChatEvent(Chat, Sender, FromMe: false, SentAt);
