using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.History;

/// <summary>The field <c>number</c>: digits as people write them, or an address (JID).</summary>
internal static class NumberField
{
    private const int MaxLength = 300;

    /// <summary>The field as it stands; what is no text is reported.</summary>
    public static string? Text(JsonFields fields) => fields.TextOrInteger("number", MaxLength);

    /// <summary>Whom a body is about, or the first of all that is wrong with the body.</summary>
    /// <param name="fields">The body, all of whose fields have been read.</param>
    /// <param name="number">What <see cref="Text"/> answered.</param>
    public static (ChatId? Chat, ApiError? Problem) Read(JsonFields fields, string? number)
    {
        if (fields.Problems.Count > 0)
        {
            return (null, ApiError.BadRequest(HistoryRefusal.InvalidBody + fields.ProblemText));
        }

        if (string.IsNullOrWhiteSpace(number))
        {
            return (null, ApiError.BadRequest(HistoryRefusal.NumberText));
        }

        return ChatSearch.AddressOf(number.Trim()) is { } chat ? (chat, null) : (null, ApiError.BadRequest(HistoryRefusal.BadNumberText));
    }
}
