namespace Ponte.Chatwoot;

/// <summary>
/// Thrown by handlers and connect callbacks that a host puts into the <see cref="HttpClient"/> pipeline (circuit breaker, egress guard,
/// resilience timeouts). The client turns it into a <see cref="ChatwootError"/>; it is never thrown at callers of the client.
/// </summary>
public sealed class ChatwootTransportException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What happened. The fate follows from it: see <see cref="Fate"/>.</param>
    /// <param name="detail">The cause in plain words, shown to people; no secrets.</param>
    /// <param name="retryAfter">When to try again, if known.</param>
    public ChatwootTransportException(ChatwootErrorKind kind, string detail, TimeSpan? retryAfter = null)
        : base(detail)
    {
        Kind = kind;
        RetryAfter = retryAfter;
    }

    /// <summary>What happened.</summary>
    public ChatwootErrorKind Kind { get; }

    /// <summary>When to try again, if known.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary><see cref="RequestFate.MayStillRun"/> for kinds that say the request went out (timeout, lost connection, server trouble), else <see cref="RequestFate.NotExecuted"/>.</summary>
    public RequestFate Fate => Kind is ChatwootErrorKind.Timeout or ChatwootErrorKind.ConnectionLost
        or ChatwootErrorKind.ServerError or ChatwootErrorKind.Unavailable or ChatwootErrorKind.NotChatwoot
        ? RequestFate.MayStillRun
        : RequestFate.NotExecuted;
}
