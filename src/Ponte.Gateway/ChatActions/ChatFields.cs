using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Messages;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.ChatActions;

/// <summary>A body that names a chat in <c>number</c>.</summary>
internal sealed class ChatFields(ChatNames names)
{
    public const string NumberRequired = "Number is required";
    public const string InvalidNumber = "Invalid number. Use 5 to 15 digits or a JID";
    public const string NotOnWhatsApp = "Number is not on WhatsApp";

    /// <summary>Finds the chat; the error says why there is none. What else is wrong with the body comes first.</summary>
    public async Task<(ChatId Chat, ApiError? Error)> FindAsync(HttpContext context, JsonFields fields, string? number)
    {
        if (fields.Problems.Count > 0)
        {
            return (default, ApiError.BadRequest("Invalid request body: " + fields.ProblemText));
        }

        if (string.IsNullOrWhiteSpace(number))
        {
            return (default, ApiError.BadRequest(NumberRequired));
        }

        if (ChatSearch.AddressOf(number) is not { Kind: ChatKind.Phone or ChatKind.Lid or ChatKind.Group } named)
        {
            return (default, ApiError.BadRequest(InvalidNumber));
        }

        return await names.FindAsync(context.GetInstance().Id, named, context.RequestAborted) is { } chat ? (chat, null) : (default, ApiError.BadRequest(NotOnWhatsApp));
    }
}
