using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Ledger;

/// <summary>The body <c>{"chat":…, "destination":…}</c> that names a lane, or without <c>chat</c> every lane of a destination.</summary>
internal static class LaneBody
{
    private const int MaxText = 300;

    /// <summary>Reads it; an unknown chat is a selection of nothing.</summary>
    public static async Task<(LaneSelection? Selection, ApiError? Problem)> ReadAsync(HttpContext context, ChatSearch chats)
    {
        var instance = context.GetInstance();
        var fields = await context.Request.ReadJsonAsync();
        var chat = fields.TextOrInteger("chat", MaxText);
        var destination = fields.RequiredText("destination", MaxText);
        if (destination.Length > 0 && !LedgerNames.IsDestination(destination))
        {
            fields.Report(LedgerNames.DestinationProblem);
        }

        if (chat is not null && string.IsNullOrWhiteSpace(chat))
        {
            fields.Report("chat must not be empty; leave it out for every chat");
        }

        if (fields.Problems.Count > 0)
        {
            return (null, LedgerRefusal.InvalidBody(fields.ProblemText));
        }

        var known = chat is null ? null : await chats.FindAsync(instance.Id, chat, context.RequestAborted);
        return (new LaneSelection(instance.Id, destination, known), null);
    }
}
