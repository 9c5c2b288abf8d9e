using Ponte.Chatwoot;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Bridge.Activation;

/// <summary>The error table of the activation page, word for word (http-contract 4.6 and §9).</summary>
internal static class ActivationRefusal
{
    public static ApiError NotConfigured { get; } = new(StatusCodes.Status503ServiceUnavailable, NotConfiguredText);

    public const string NotConfiguredText = "integration gateway not configured";

    public const string InstanceNotFoundText = "instance not found";

    private const string NotConfirmed = "realtime connection not confirmed";

    public static ApiError InvalidBody(string problems) => ApiError.BadRequest($"invalid body: {problems}");

    public static ApiError NotPersisted(string reason) =>
        new(StatusCodes.Status500InternalServerError, $"chatwoot integration failed: persist integration: {reason}");

    /// <summary>A user of the account who is not an administrator.</summary>
    public static ApiError WrongRole(ActivationRequest request, string? role) =>
        Denied(request, $"the token's user has the role {role ?? "unknown"} on account {request.AccountId}");

    /// <summary>A suspended account, which the profile still lists.</summary>
    public static ApiError Suspended(ActivationRequest request) => Denied(request, $"account {request.AccountId} is suspended");

    public static ApiError RealtimeNotConfirmed(ActivationRequest request, string cause) =>
        Unreachable(request, $"{NotConfirmed}: {cause}");

    /// <summary>Whether it is <see cref="RealtimeNotConfirmed"/>: all but the realtime connection was fine.</summary>
    public static bool IsRealtime(ApiError error) => error.Message.Contains($"Detail: {NotConfirmed}: ", StringComparison.Ordinal);

    /// <summary>The row for what Chatwoot, or the way to it, answered.</summary>
    public static ApiError From(ActivationRequest request, ChatwootError error) => error.Kind switch
    {
        ChatwootErrorKind.NotFound or ChatwootErrorKind.NotChatwoot or ChatwootErrorKind.Redirected => ApiError.BadRequest(
            "Chatwoot account or endpoint not found - verify chatwootBaseUrl " +
            $"({request.BaseUrl}) and chatwootAccountId ({request.AccountId}). Detail: {error.Detail}"),
        ChatwootErrorKind.Invalid or ChatwootErrorKind.BadRequest or ChatwootErrorKind.TooManyMessages => ApiError.BadRequest(
            $"Chatwoot rejected the request as invalid - verify inboxName and the inbox settings. Detail: {error.Detail}"),
        ChatwootErrorKind.InvalidToken => new ApiError(
            StatusCodes.Status401Unauthorized, $"Chatwoot rejected the API token - verify chatwootApiToken. Detail: {error.Detail}"),
        ChatwootErrorKind.Forbidden => Denied(request, error.Detail),
        _ => Unreachable(request, error.Detail),
    };

    private static ApiError Denied(ActivationRequest request, string detail) => new(
        StatusCodes.Status403Forbidden,
        $"Chatwoot denied the request - verify the API token has admin scope on account {request.AccountId}. Detail: {detail}");

    private static ApiError Unreachable(ActivationRequest request, string detail) => new(
        StatusCodes.Status502BadGateway,
        $"Chatwoot is unreachable at {request.BaseUrl} - verify chatwootBaseUrl and that the host is reachable from the server. Detail: {detail}");
}
