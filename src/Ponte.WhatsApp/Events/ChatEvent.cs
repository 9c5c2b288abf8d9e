using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>Something that happened in a chat, done by somebody.</summary>
/// <param name="Chat">The chat it happened in.</param>
/// <param name="Sender">Who did it; in a group, the participant.</param>
/// <param name="FromMe">Done by this number, on the phone or another linked device.</param>
/// <param name="SentAt">WhatsApp's time of it.</param>
public abstract record ChatEvent(ChatId Chat, UserId Sender, bool FromMe, DateTimeOffset SentAt) : WhatsAppEvent
{
    /// <summary>The other address of the same 1:1 chat (number for a LID, LID for a number), when WhatsApp told it.</summary>
    public ChatId? ChatAlias { get; init; }

    /// <summary>The other address of <see cref="Sender"/>, when WhatsApp told it.</summary>
    public UserId? SenderAlias { get; init; }

    /// <summary>The name the sender gave (push name), when known.</summary>
    public string? SenderName { get; init; }
}
