using Ponte.Gateway.Api;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>The answers to a send (http-contract 7.2). Pure.</summary>
internal static class SendAnswers
{
    /// <summary>The <c>message</c> of an answer that came before WhatsApp's.</summary>
    public const string Queued = "Message queued";

    /// <summary>200 when WhatsApp has accepted it, 202 while that is open, 400 when it never will.</summary>
    /// <param name="state">How the row stands; null when it is so old that it is gone, which it can be only when it was sent.</param>
    /// <param name="facts">What is known of the message.</param>
    /// <param name="draft">What was asked for.</param>
    /// <param name="message">What was made of it; null when it was asked for once more.</param>
    public static IResult Of(SentState? state, SentFacts facts, Draft draft, OutgoingMessage? message) => state?.State switch
    {
        DeliveryState.Failed => ApiError.BadRequest($"Message was not sent: {state.Reason}"),
        DeliveryState.Discarded => ApiError.BadRequest("Message was not sent: it was discarded before"),
        DeliveryState.Pending => Results.Json(
            new { success = true, message = Queued, status = "queued", data = Data(facts, draft, message) }, statusCode: StatusCodes.Status202Accepted),
        _ => Results.Json(new { success = true, message = draft.Success, status = "sent", data = Data(facts, draft, message) }),
    };

    private static Dictionary<string, object?> Data(SentFacts facts, Draft draft, OutgoingMessage? message)
    {
        var data = new Dictionary<string, object?> { ["messageId"] = facts.Id.Value, ["messageType"] = draft.Type };
        if (draft.Text is { } text)
        {
            data["content"] = text;
        }

        data["direction"] = "outgoing";
        data["chat"] = facts.Chat?.Kind == ChatKind.Group ? (object)new { jid = facts.Chat?.Value, groupName = facts.GroupName } : new { jid = facts.Chat?.Value };
        data["sender"] = new { jid = facts.Self };
        if (message is { Mentions.Count: > 0 })
        {
            data["mentions"] = message.Mentions.Select(user => user.Value);
        }

        if (message?.Quote is { } quote)
        {
            data["replyTo"] = new { messageId = quote.Id.Value };
        }

        if (message?.Content is OutgoingMedia media)
        {
            data["mediaUrl"] = draft.File?.Url;
            data["mediaMimeType"] = media.MimeType;
            data["mediaSize"] = File.Exists(media.Path) ? new FileInfo(media.Path).Length : null;
            data["mediaDuration"] = media.Seconds;
        }

        foreach (var (name, value) in draft.Extra)
        {
            data[name] = value;
        }

        return data;
    }
}
