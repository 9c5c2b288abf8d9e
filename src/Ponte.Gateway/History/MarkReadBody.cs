using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.History;

/// <summary>The body of <c>POST /api/chat/markRead/:instance</c>, read and checked.</summary>
/// <param name="Id">The message.</param>
/// <param name="Number">Whose chat it is in.</param>
/// <param name="Participant">Who wrote it, in a group; else null.</param>
internal sealed record MarkReadBody(MessageId Id, ChatId Number, UserId? Participant)
{
    private const int MaxLength = 300;

    /// <summary>Reads it, or says what is wrong first.</summary>
    public static (MarkReadBody? Body, ApiError? Problem) Read(JsonFields fields)
    {
        var (messageId, number, sender) = (fields.Text("messageId", MaxLength), NumberField.Text(fields), fields.TextOrInteger("sender", MaxLength));
        if (fields.Problems.Count == 0 && string.IsNullOrWhiteSpace(messageId))
        {
            return (null, ApiError.BadRequest(HistoryRefusal.MessageIdText));
        }

        var (chat, problem) = NumberField.Read(fields, number);
        if (chat is not { } known)
        {
            return (null, problem);
        }

        if (!MessageId.TryParse(messageId?.Trim(), out var id))
        {
            return (null, ApiError.BadRequest(HistoryRefusal.BadMessageIdText));
        }

        if (known.Kind != ChatKind.Group)
        {
            return (new MarkReadBody(id, known, null), null);
        }

        if (string.IsNullOrWhiteSpace(sender))
        {
            return (null, ApiError.BadRequest(HistoryRefusal.SenderText));
        }

        return UserId.TryParse(ChatSearch.AddressOf(sender.Trim())?.Value, out var participant)
            ? (new MarkReadBody(id, known, participant), null)
            : (null, ApiError.BadRequest(HistoryRefusal.BadSenderText));
    }

    public override string ToString() => nameof(MarkReadBody);
}
