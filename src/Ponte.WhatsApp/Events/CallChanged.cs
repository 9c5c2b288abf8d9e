using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>A call to this number ended without an answer.</summary>
/// <param name="Chat">The chat with the caller, or the group.</param>
/// <param name="Id">The call's id.</param>
/// <param name="Sender">Who called.</param>
/// <param name="SentAt">When the call was offered.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="IsVideo">A video call.</param>
public sealed record CallChanged(ChatId Chat, MessageId Id, UserId Sender, DateTimeOffset SentAt, CallOutcome Outcome, bool IsVideo)
    : MessageEvent(Chat, Id, Sender, FromMe: false, SentAt);
