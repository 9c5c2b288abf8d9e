using System.Net.Http.Headers;

namespace Ponte.Chatwoot.Http;

/// <summary>Turns an answer that is no success into an error (Chatwoot contract 1.2, http-contract 9).</summary>
internal sealed class AnswerClassifier(string token, TimeProvider time)
{
    /// <summary>Classifies a status outside 200-299.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="requestUri">Where the request went, to name a redirect's target as a base URL.</param>
    /// <param name="path">The request's path below the base URL.</param>
    public ChatwootError Classify(ApiAnswer answer, Uri requestUri, string path)
    {
        if (answer.Status is >= 300 and <= 399)
        {
            return new(ChatwootErrorKind.Redirected, Redirect(answer, requestUri, path), RequestFate.NotExecuted, answer.Status);
        }

        var (isJson, hasErrorsArray, text) = ErrorText.Read(answer.Body, token);
        var kind = answer.Status switch
        {
            400 => ChatwootErrorKind.BadRequest,
            401 => hasErrorsArray || text == "Invalid Access Token" ? ChatwootErrorKind.InvalidToken : ChatwootErrorKind.Forbidden,
            402 or 403 => ChatwootErrorKind.Forbidden,
            // A proxy answers 404 pages of its own while Chatwoot is being replaced; a record must not be taken for gone then.
            404 => isJson || answer.Body.IsEmpty ? ChatwootErrorKind.NotFound : ChatwootErrorKind.NotChatwoot,
            408 or 425 => ChatwootErrorKind.Unavailable,
            413 => ChatwootErrorKind.TooLarge,
            422 => text.Contains("Too many messages", StringComparison.OrdinalIgnoreCase) ? ChatwootErrorKind.TooManyMessages : ChatwootErrorKind.Invalid,
            429 => ChatwootErrorKind.RateLimited,
            502 or 503 or 504 => ChatwootErrorKind.Unavailable,
            >= 500 => ChatwootErrorKind.ServerError,
            >= 400 => ChatwootErrorKind.BadRequest,
            _ => ChatwootErrorKind.NotChatwoot,
        };
        return new(kind, $"HTTP {answer.Status}: {text}", Fate(answer.Status), answer.Status, RetryAfter(answer.Headers.RetryAfter));
    }

    /// <summary>A 2xx that is not what Chatwoot answers: executed or not, nobody can tell from it.</summary>
    public ChatwootError NotChatwoot(ApiAnswer answer, bool isPersonal)
    {
        var (isJson, _, _) = ErrorText.Read(answer.Body, token);
        var text = isPersonal && isJson ? "the answer is JSON, but not Chatwoot's" : ErrorText.Quote(answer.Body, token);
        return new(ChatwootErrorKind.NotChatwoot, $"HTTP {answer.Status}: {text}", RequestFate.Unknown, answer.Status);
    }

    private static RequestFate Fate(int status) => status switch
    {
        < 500 => RequestFate.NotExecuted,
        500 or 501 or 503 => RequestFate.Unknown,
        _ => RequestFate.MayStillRun,
    };

    private static string Redirect(ApiAnswer answer, Uri requestUri, string path)
    {
        if (answer.Headers.Location is not { } location || !Uri.TryCreate(requestUri, location, out var target) || target.Scheme is not ("http" or "https"))
        {
            return $"HTTP {answer.Status}: redirects without saying where";
        }

        // Only the part in front of the API path is of use as a base URL; a query or user info may hold secrets.
        var calledPath = "/" + path.Split('?')[0];
        var place = target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        place = place.EndsWith(calledPath, StringComparison.Ordinal) ? place[..^calledPath.Length] : place;
        return $"HTTP {answer.Status}: redirects to {place.TrimEnd('/')}; use that address as chatwootBaseUrl";
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
