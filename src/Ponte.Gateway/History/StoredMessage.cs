using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.History;

/// <summary>A message as the store knows it.</summary>
/// <param name="ChatId">The chat's id at Ponte.</param>
/// <param name="Chat">The chat's address, as WhatsApp used it for this message.</param>
/// <param name="Id">Its WhatsApp id.</param>
/// <param name="FromMe">Written by this number.</param>
/// <param name="Sender">Who wrote it; in a group, the participant.</param>
/// <param name="Kind">A <see cref="MessageKind"/>.</param>
/// <param name="Source">Where it was written when that was through Ponte (<see cref="Events.Happening.Source"/>), else empty.</param>
/// <param name="SentAt">WhatsApp's time of it.</param>
/// <param name="Content">The event as it would be told now, edits applied; null once the message was deleted.</param>
/// <param name="Level">Of this number's messages, how far it got; of others', <see cref="ReceiptLevel.Read"/> once this number has read it.</param>
internal sealed record StoredMessage(
    long ChatId,
    ChatId Chat,
    MessageId Id,
    bool FromMe,
    UserId Sender,
    string Kind,
    string Source,
    DateTimeOffset SentAt,
    MessageReceived? Content,
    ReceiptLevel Level)
{
    /// <summary>When it was edited last, null for never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When it was deleted, for everyone or on this number's devices; null for never.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The id only: the rest is personal.</summary>
    public override string ToString() => $"message {Id}";
}
