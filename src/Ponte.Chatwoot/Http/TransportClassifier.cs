using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Ponte.Chatwoot.Http;

/// <summary>Turns what the network throws into an error in plain words (http-contract 9).</summary>
internal static class TransportClassifier
{
    /// <summary>Whether the exception is expected trouble of sending or reading; anything else is a bug and stays an exception.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or AuthenticationException or ChatwootTransportException;

    /// <summary>Classifies expected trouble.</summary>
    public static ChatwootError Classify(Exception exception)
    {
        if (Find<ChatwootTransportException>(exception) is { } thrown)
        {
            return new(thrown.Kind, thrown.Message, thrown.Fate, null, thrown.RetryAfter);
        }

        var reason = Find<HttpRequestException>(exception)?.HttpRequestError;
        if (reason == HttpRequestError.SecureConnectionError && Find<AuthenticationException>(exception) is { } tls)
        {
            return NotReached($"TLS: {ErrorText.Clean(tls.Message, "", 200)}");
        }

        var socket = Find<SocketException>(exception)?.SocketErrorCode;
        return reason switch
        {
            HttpRequestError.NameResolutionError => NotReached(socket == SocketError.TryAgain ? "no such host (name resolution failed for now)" : "no such host"),
            HttpRequestError.SecureConnectionError => NotReached("TLS: the secure connection could not be established"),
            HttpRequestError.ConnectionError => NotReached(socket is { } code ? Words(code) : "connection failed"),
            HttpRequestError.ProxyTunnelError => NotReached("the proxy refused the connection"),
            HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError =>
                new(ChatwootErrorKind.NotChatwoot, "the answer is not HTTP", RequestFate.Unknown),
            HttpRequestError.ConfigurationLimitExceeded =>
                new(ChatwootErrorKind.TooLarge, "the answer's headers are too large", RequestFate.Unknown),
            _ => new(ChatwootErrorKind.ConnectionLost, socket == SocketError.ConnectionReset ? "connection reset" : "connection lost", RequestFate.MayStillRun),
        };
    }

    /// <summary>No complete answer within a limit.</summary>
    public static ChatwootError TimedOut(TimeSpan limit) => new(
        ChatwootErrorKind.Timeout, $"timeout after {limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)}s", RequestFate.MayStillRun);

    private static ChatwootError NotReached(string detail) => new(ChatwootErrorKind.Unreachable, detail, RequestFate.NotExecuted);

    private static string Words(SocketError code) => code switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostUnreachable => "no route to host",
        SocketError.NetworkUnreachable => "network unreachable",
        SocketError.TimedOut => "connection timed out",
        SocketError.ConnectionReset => "connection reset while connecting",
        SocketError.HostNotFound or SocketError.NoData => "no such host",
        _ => "connection failed",
    };

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
