using Ponte.Chatwoot;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge;

/// <summary>What Chatwoot's errors mean for a row: wait, or give up. One place, so that every call is judged alike (design §7.5).</summary>
internal sealed class ChatwootFailures(HostHealth health, TimeProvider time)
{
    // A request that was cut off may go on for as long as Chatwoot lets one run (15 s); looking earlier proves nothing (design §3).
    private static readonly TimeSpan CutOffRequest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FloodWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilPersonActs = TimeSpan.FromMinutes(5);

    // An agent may delete and merge faster than a message finds its new place; what is still not found then is the inbox.
    private const int AttemptsAmongChanges = 5;

    /// <summary>The outcome of an attempt that ended with <paramref name="error"/>; final refusals are decided by the caller's follow-ups.</summary>
    /// <param name="integration">Whose Chatwoot it is.</param>
    /// <param name="row">The row.</param>
    /// <param name="error">What Chatwoot, or the way to it, answered.</param>
    /// <param name="messagePosted">True when the failed request was the one that carries the message itself.</param>
    /// <param name="began">When the failed request began.</param>
    public DeliveryOutcome Judge(Integration integration, Delivery row, ChatwootError error, bool messagePosted, DateTimeOffset began)
    {
        var certain = messagePosted ? error.Fate == RequestFate.NotExecuted : row.Certain;
        var failure = new DeliveryFailure(Code(error), $"{Sentence(error)} {error.Detail}", certain);
        var now = time.GetUtcNow();
        return error.Kind switch
        {
            ChatwootErrorKind.CircuitOpen => new DeliveryOutcome.RetryAt(failure, now + (error.RetryAfter ?? TimeSpan.FromSeconds(1)), Counts: false),
            ChatwootErrorKind.TooManyMessages => new DeliveryOutcome.RetryAt(failure, now + FloodWindow),
            ChatwootErrorKind.RateLimited => new DeliveryOutcome.RetryAt(failure, now + (error.RetryAfter ?? FloodWindow)),
            ChatwootErrorKind.NotFound when row.Attempts < AttemptsAmongChanges => new DeliveryOutcome.RetryAt(failure),
            ChatwootErrorKind.InvalidToken or ChatwootErrorKind.Forbidden or ChatwootErrorKind.NotFound
                or ChatwootErrorKind.Redirected or ChatwootErrorKind.EgressRefused =>
                new DeliveryOutcome.RetryAt(failure, now + UntilPersonActs, Counts: false),
            ChatwootErrorKind.Invalid or ChatwootErrorKind.BadRequest or ChatwootErrorKind.TooLarge => new DeliveryOutcome.Failed(failure),
            ChatwootErrorKind.ServerError when health.IsAlone(integration.BaseUrl, row.Attempts) => new DeliveryOutcome.Failed(failure),
            _ => new DeliveryOutcome.RetryAt(failure, error.Fate == RequestFate.MayStillRun ? began + CutOffRequest : null),
        };
    }

    /// <summary>Whether Chatwoot, or a proxy before it, will never take this request, which certainly did nothing.</summary>
    public static bool RefusesForGood(ChatwootError error) =>
        error is { Kind: ChatwootErrorKind.Invalid or ChatwootErrorKind.BadRequest or ChatwootErrorKind.TooLarge, Fate: RequestFate.NotExecuted };

    private static string Code(ChatwootError error) => error.Kind switch
    {
        ChatwootErrorKind.InvalidToken => "chatwoot_token",
        ChatwootErrorKind.Forbidden => "chatwoot_forbidden",
        ChatwootErrorKind.NotFound => "chatwoot_not_found",
        ChatwootErrorKind.Invalid => "chatwoot_invalid",
        ChatwootErrorKind.TooManyMessages => "chatwoot_too_many_messages",
        ChatwootErrorKind.RateLimited => "chatwoot_rate_limited",
        ChatwootErrorKind.BadRequest => "chatwoot_bad_request",
        ChatwootErrorKind.TooLarge => "chatwoot_too_large",
        ChatwootErrorKind.ServerError => "chatwoot_server_error",
        ChatwootErrorKind.CircuitOpen => "chatwoot_down",
        ChatwootErrorKind.Redirected or ChatwootErrorKind.NotChatwoot => "chatwoot_not_there",
        ChatwootErrorKind.EgressRefused => "chatwoot_address_refused",
        _ => "chatwoot_unreachable",
    };

    private static string Sentence(ChatwootError error) => error.Kind switch
    {
        ChatwootErrorKind.InvalidToken => "Chatwoot rejects the API token.",
        ChatwootErrorKind.Forbidden => "Chatwoot does not allow this to the token's user.",
        ChatwootErrorKind.NotFound => "Chatwoot does not find the inbox or the conversation.",
        ChatwootErrorKind.Invalid or ChatwootErrorKind.BadRequest => "Chatwoot refused the message.",
        ChatwootErrorKind.TooLarge when error.HttpStatus == 413 => "Chatwoot, or the proxy before it, does not take messages of this size.",
        ChatwootErrorKind.TooLarge => "Chatwoot's answer was too large.",
        ChatwootErrorKind.TooManyMessages or ChatwootErrorKind.RateLimited => "Chatwoot asks for a pause.",
        ChatwootErrorKind.ServerError => "Chatwoot had an internal error.",
        _ => "Chatwoot is unreachable.",
    };
}
