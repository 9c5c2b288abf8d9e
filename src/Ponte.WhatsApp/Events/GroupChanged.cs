using System.Diagnostics.CodeAnalysis;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>A group, or who is in it, changed.</summary>
/// <param name="Chat">The group.</param>
/// <param name="Id">The id of the change.</param>
/// <param name="Sender">Who did it.</param>
/// <param name="FromMe">Done by this number.</param>
/// <param name="SentAt">WhatsApp's time of it.</param>
/// <param name="Change">What changed.</param>
public sealed record GroupChanged(ChatId Chat, MessageId Id, UserId Sender, bool FromMe, DateTimeOffset SentAt, GroupChange Change)
    : MessageEvent(Chat, Id, Sender, FromMe, SentAt)
{
    /// <summary>Whom it concerns, by number where one is known; empty when it concerns the group as a whole.</summary>
    [AllowNull]
    public IReadOnlyList<UserId> Participants { get; init => field = value ?? []; } = [];

    /// <summary>The new name or description.</summary>
    public string? Text { get; init; }
}
