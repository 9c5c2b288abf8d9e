using Ponte.Gateway.Api;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Ledger;

/// <summary>What is said to a wish that cannot be fulfilled, and what to do instead.</summary>
internal static class LedgerRefusal
{
    public const string NotFoundText = "Delivery not found";

    /// <summary>The refusal of a part that the agent has sent again.</summary>
    /// <param name="newerId">The delivery that stands for it.</param>
    public static string SentAgain(long newerId) => $"The agent has sent this again from Chatwoot as delivery {newerId}: replaying this one would send it twice.";

    public const string NothingLeft = "What this delivery carried is not kept any more, so it cannot be replayed.";

    public static ApiError NotFound => ApiError.NotFound(NotFoundText);

    public static ApiError InvalidQuery(IEnumerable<string> problems) => ApiError.BadRequest("Invalid query: " + string.Join("; ", problems));

    public static ApiError InvalidBody(string problems) => ApiError.BadRequest("Invalid request body: " + problems);

    public static ApiError NoChatwoot(string instance) =>
        Conflict($"This instance has no Chatwoot integration to deliver to. Activate one with POST /api/chatwoot/set/{instance}, then replay.");

    public static ApiError NotReplayed(LedgerDecision decision, string instance) => decision.Outcome switch
    {
        LedgerOutcome.NotFound => NotFound,
        LedgerOutcome.NoChatwoot => NoChatwoot(instance),
        LedgerOutcome.Superseded => Conflict(SentAgain(decision.NewerId ?? 0)),
        LedgerOutcome.NothingLeft => Conflict(NothingLeft),
        _ => Conflict(decision.State switch
        {
            DeliveryState.Pending => "This delivery is waiting already. Only failed deliveries can be replayed.",
            DeliveryState.Discarded => "This delivery was discarded, and what it carried with it. Only failed deliveries can be replayed.",
            _ => "This delivery is done already. Only failed deliveries can be replayed.",
        }),
    };

    public static ApiError NotDiscarded(LedgerDecision decision) => decision.Outcome == LedgerOutcome.NotFound
        ? NotFound
        : Conflict(decision.State == DeliveryState.Discarded
            ? "This delivery is discarded already."
            : "This delivery is done already. Only waiting and failed deliveries can be discarded.");

    private static ApiError Conflict(string message) => new(StatusCodes.Status409Conflict, message);
}
