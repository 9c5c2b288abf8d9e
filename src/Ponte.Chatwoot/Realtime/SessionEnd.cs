using System.Globalization;
using System.Net.WebSockets;
using Ponte.Chatwoot.Http;

namespace Ponte.Chatwoot.Realtime;

/// <summary>Why one socket's life ended.</summary>
/// <param name="Reason">For the reconnect policy.</param>
/// <param name="Error">For people; null when the end was asked for.</param>
internal sealed record SessionEnd(ReconnectReason Reason, ChatwootError? Error)
{
    public static SessionEnd NotConfirmed(TimeSpan limit) =>
        Of(ReconnectReason.NotConfirmed, ChatwootErrorKind.Timeout, $"no confirmation after {Seconds(limit)}");

    public static SessionEnd ConnectTimeout(TimeSpan limit) => new(ReconnectReason.ConnectFailed, TransportClassifier.TimedOut(limit));

    public static SessionEnd Rejected() => Of(ReconnectReason.NotConfirmed, ChatwootErrorKind.Forbidden, "the subscription was rejected");

    public static SessionEnd DeadLink(TimeSpan limit) =>
        Of(ReconnectReason.DeadLink, ChatwootErrorKind.Timeout, $"nothing heard on the realtime connection for {Seconds(limit)}");

    public static SessionEnd TooSlow() =>
        Of(ReconnectReason.ConsumerTooSlow, ChatwootErrorKind.ConnectionLost, "too many realtime events are waiting; the connection is made anew");

    public static SessionEnd FrameTooLarge() =>
        Of(ReconnectReason.ConnectionLost, ChatwootErrorKind.TooLarge, "a realtime frame is too large");

    public static SessionEnd Closed(WebSocketCloseStatus? status) => Of(
        ReconnectReason.ConnectionLost, ChatwootErrorKind.ConnectionLost, status is { } code ? $"the server closed the realtime connection ({(int)code})" : "connection lost");

    public static SessionEnd Lost(Exception exception) => new(
        ReconnectReason.ConnectionLost,
        exception is WebSocketException { InnerException: null } ? Closed(null).Error : TransportClassifier.Classify(exception));

    public static SessionEnd Goodbye(DisconnectFrame frame)
    {
        var reason = frame.Reason is { Length: > 0 } text ? $" ({ErrorText.Clean(text, "", 100)})" : "";
        return frame.MayReconnect
            ? Of(ReconnectReason.ServerDisconnect, ChatwootErrorKind.ConnectionLost, $"the server ended the realtime connection{reason}")
            : Of(ReconnectReason.ServerForbade, ChatwootErrorKind.Forbidden, $"the server ended the realtime connection and forbids a new one{reason}");
    }

    /// <summary>The socket did not open; <paramref name="status"/> is what was answered instead of 101, 0 when nothing was.</summary>
    public static SessionEnd NotOpened(Exception exception, int status)
    {
        if (status is 0 or 101)
        {
            return new(ReconnectReason.ConnectFailed, TransportClassifier.Classify(exception));
        }

        var kind = status switch
        {
            >= 300 and <= 399 => ChatwootErrorKind.Redirected,
            401 or 403 => ChatwootErrorKind.Forbidden,
            404 => ChatwootErrorKind.NotFound,
            429 => ChatwootErrorKind.RateLimited,
            502 or 503 or 504 => ChatwootErrorKind.Unavailable,
            >= 500 => ChatwootErrorKind.ServerError,
            _ => ChatwootErrorKind.NotChatwoot,
        };
        return new(ReconnectReason.ConnectFailed, new(kind, $"HTTP {status}: /cable does not open a WebSocket", RequestFate.NotExecuted, status));
    }

    private static SessionEnd Of(ReconnectReason reason, ChatwootErrorKind kind, string detail) => new(reason, new(kind, detail, RequestFate.NotExecuted));

    private static string Seconds(TimeSpan limit) => $"{limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)}s";
}
