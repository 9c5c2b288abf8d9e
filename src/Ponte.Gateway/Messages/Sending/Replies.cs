using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.Gateway.History;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Finds the message that one to send answers, and whom that makes it go to.</summary>
internal sealed class Replies(MessageStore messages, ChatDirectory chats)
{
    /// <summary>The recipient and the quote, or the error to answer.</summary>
    public async Task<(Reply? Reply, ApiError? Error)> FindAsync(string instanceId, Addressing addressing, Recipient recipient, CancellationToken cancellationToken)
    {
        if (addressing.ReplyTo is not { } replyTo)
        {
            return (new Reply(recipient, null), null);
        }

        if (await messages.FindAsync(instanceId, replyTo, cancellationToken) is not { Content: not null } quoted)
        {
            return (null, ApiError.NotFound("Message to reply to not found"));
        }

        var quote = new OutgoingQuote(quoted.Id, quoted.FromMe ? null : quoted.Sender, TextOf(quoted.Content.Content));
        if (quoted.Chat.Kind == ChatKind.Group && addressing.IsReplyPrivate && !quoted.FromMe)
        {
            var author = quoted.Sender.Chat;
            var chat = await chats.ResolveTypedAsync(instanceId, author, cancellationToken);
            return (new Reply(new Recipient(chat, author), quote with { Chat = quoted.Chat }), null);
        }

        return (new Reply(recipient, quoted.ChatId == recipient.ChatId ? quote : quote with { Chat = quoted.Chat }), null);
    }

    private static string TextOf(IncomingContent content) => content switch
    {
        IncomingText text => text.Text,
        IncomingMedia { Caption: { } caption } => caption,
        IncomingLocation { Name: { } name } => name,
        IncomingPoll poll => poll.Question,
        _ => "",
    };
}
