namespace Ponte.Chatwoot;

/// <summary>What went wrong, as far as a caller would act differently.</summary>
public enum ChatwootErrorKind
{
    /// <summary>401 with <c>Invalid Access Token</c> or an <c>errors[]</c> array: the token itself is refused (Chatwoot contract 1.2).</summary>
    InvalidToken,

    /// <summary>401 with any other text, 402, 403: not allowed, suspended account, bot limits, plan limits.</summary>
    Forbidden,

    /// <summary>404 of Chatwoot: account, inbox, contact, conversation or message absent.</summary>
    NotFound,

    /// <summary>422: the request was understood and refused.</summary>
    Invalid,

    /// <summary>422 <c>Too many messages</c>: more than 200 in a minute in one conversation (Chatwoot contract 6.2). Wait a minute.</summary>
    TooManyMessages,

    /// <summary>429: request throttle (Chatwoot contract 1.5). Windows are aligned on the minute.</summary>
    RateLimited,

    /// <summary>400 and every other 4xx without a kind of its own.</summary>
    BadRequest,

    /// <summary>Any 3xx; redirects are never followed, because the token would go along and a 301 turns POST into GET.</summary>
    Redirected,

    /// <summary>Something answered that is not Chatwoot: not HTTP, not JSON, or JSON of another shape. Also a 404 page of a proxy in front of it.</summary>
    NotChatwoot,

    /// <summary>500 and other 5xx not listed under <see cref="Unavailable"/>.</summary>
    ServerError,

    /// <summary>502, 503, 504, and 408 and 425 of a proxy.</summary>
    Unavailable,

    /// <summary>No connection: name not found, refused, no route, TLS.</summary>
    Unreachable,

    /// <summary>No complete answer within the limit.</summary>
    Timeout,

    /// <summary>The connection broke before the answer was complete.</summary>
    ConnectionLost,

    /// <summary>A circuit breaker in the pipeline did not let the request out.</summary>
    CircuitOpen,

    /// <summary>An egress guard in the pipeline does not allow the address.</summary>
    EgressRefused,

    /// <summary>413, or an answer beyond the reading limit.</summary>
    TooLarge,
}
