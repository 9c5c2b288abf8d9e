using System.Diagnostics.CodeAnalysis;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Events;

/// <summary>
/// A message appeared in a chat, from the other side or from another device of our own. One that could not be decrypted comes with
/// <see cref="IncomingUndecryptable"/>, and once more under the same id when WhatsApp has sent it again.
/// </summary>
/// <param name="Chat">The chat it appeared in.</param>
/// <param name="Id">Its id, unique within the chat.</param>
/// <param name="Sender">Who wrote it; in a group, the participant.</param>
/// <param name="FromMe">Written by this number, on the phone or another linked device.</param>
/// <param name="SentAt">WhatsApp's time of the message.</param>
/// <param name="Content">What it carries.</param>
public sealed record MessageReceived(ChatId Chat, MessageId Id, UserId Sender, bool FromMe, DateTimeOffset SentAt, IncomingContent Content)
    : MessageEvent(Chat, Id, Sender, FromMe, SentAt)
{
    /// <summary>The message it answers.</summary>
    public QuotedMessage? Quote { get; init; }

    /// <summary>Who is mentioned: the text has each as <c>@</c> and the part of the address before its <c>@</c>.</summary>
    [AllowNull]
    public IReadOnlyList<UserId> Mentions { get; init => field = value ?? []; } = [];

    /// <summary>The ad whose button began the chat.</summary>
    public AdReferral? Ad { get; init; }

    /// <summary>Passed on from another chat.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>A status ("story") of a contact and no message to this number; <see cref="ChatEvent.Chat"/> is the chat with that contact.</summary>
    public bool IsStatus { get; init; }
}
