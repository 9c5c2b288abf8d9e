namespace Ponte.Chatwoot;

/// <summary>Why a call failed. Never contains an access token, a message text or a phone number.</summary>
/// <param name="Kind">The class of trouble.</param>
/// <param name="Detail">
/// The cause in the words of http-contract 9: <c>HTTP 422: Name can't be blank</c> for answers, plain words for transport trouble
/// (<c>connection refused</c>, <c>no such host</c>, <c>timeout after 10s</c>, <c>TLS: ...</c>).
/// </param>
/// <param name="Fate">Whether the request may have been executed.</param>
/// <param name="HttpStatus">The status that was answered; null when there was none.</param>
/// <param name="RetryAfter">How long the other side asked to wait; null when it did not say.</param>
public sealed record ChatwootError(
    ChatwootErrorKind Kind, string Detail, RequestFate Fate, int? HttpStatus = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Kind and detail.</summary>
    public override string ToString() => $"{Kind}: {Detail}";
}
