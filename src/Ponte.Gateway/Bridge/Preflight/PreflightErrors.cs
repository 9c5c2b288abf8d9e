using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>What a failed call to Chatwoot is in a preflight. The sentences name the address (<c>{0}</c>) and the cause (<c>{1}</c>).</summary>
internal static class PreflightErrors
{
    /// <summary>Whether nothing answered at all: not even something else than Chatwoot.</summary>
    public static bool IsSilence(ChatwootError error) =>
        error.Kind is ChatwootErrorKind.Unreachable or ChatwootErrorKind.Timeout or ChatwootErrorKind.ConnectionLost or ChatwootErrorKind.EgressRefused;

    /// <summary>The step that this error fails.</summary>
    public static PreflightStep Step(string code, string baseUrl, ChatwootError error) =>
        PreflightStep.Failed(code, FindingOf(error), baseUrl, error.Detail) with { Error = error };

    private static string FindingOf(ChatwootError error) => error.Kind switch
    {
        ChatwootErrorKind.EgressRefused => "address_refused",
        ChatwootErrorKind.Unreachable => UnreachableBecause(error.Detail),
        ChatwootErrorKind.Timeout => "timeout",
        ChatwootErrorKind.ConnectionLost => "connection_lost",
        ChatwootErrorKind.Redirected => "redirected",
        ChatwootErrorKind.RateLimited => "chatwoot_busy",
        ChatwootErrorKind.ServerError or ChatwootErrorKind.Unavailable => "chatwoot_down",
        ChatwootErrorKind.InvalidToken => "token_unknown",
        ChatwootErrorKind.Forbidden => "forbidden",
        ChatwootErrorKind.Invalid => "refused",
        _ => "not_chatwoot",
    };

    // The details are those of http-contract §9, which do not change.
    private static string UnreachableBecause(string detail) =>
        detail.StartsWith("TLS", StringComparison.Ordinal) ? "tls"
        : detail.StartsWith("no such host", StringComparison.Ordinal) ? "host_unknown"
        : detail == "connection refused" ? "connection_refused"
        : "no_way";
}
