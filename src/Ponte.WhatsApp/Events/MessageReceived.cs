using System.Text;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Events;

/// <summary>A message appeared in a chat, from the other side or from another device of our own.</summary>
/// <param name="Chat">The chat it appeared in.</param>
/// <param name="Id">Its id, unique within the chat.</param>
/// <param name="Sender">Who wrote it; in a group, the participant.</param>
/// <param name="SenderName">The name the sender gave (push name), when known.</param>
/// <param name="FromMe">Written by this number, on the phone or another linked device.</param>
/// <param name="SentAt">WhatsApp's time of the message.</param>
/// <param name="Content">What it carries.</param>
public sealed record MessageReceived(
    ChatId Chat,
    MessageId Id,
    UserId Sender,
    string? SenderName,
    bool FromMe,
    DateTimeOffset SentAt,
    IncomingContent Content) : WhatsAppEvent
{
    /// <summary>The other address of the same 1:1 chat (number for a LID, LID for a number), when the message told it.</summary>
    public ChatId? ChatAlias { get; init; }

    /// <summary>The other address of <see cref="Sender"/>, when the message told it.</summary>
    public UserId? SenderAlias { get; init; }

    /// <summary>Leaves out who writes to whom: records are printed into logs.</summary>
    protected override bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Content = ").Append(Content);
        return true;
    }
}
