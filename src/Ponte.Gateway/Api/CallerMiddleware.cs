using System.Data.Common;
using Ponte.Gateway.Accounts;

namespace Ponte.Gateway.Api;

/// <summary>
/// Finds out whose token a request carries: header <c>token</c>, then <c>Authorization: Bearer</c>, then <c>?token=</c>, the last only under <c>/ws</c>, where a
/// browser cannot set headers (http-contract 1.1 and §9). It refuses nobody: the rate limit comes first, and the endpoints say what they require.
/// </summary>
internal sealed partial class CallerMiddleware(RequestDelegate next, CallerDirectory callers, ILogger<CallerMiddleware> logger)
{
    private const string Bearer = "Bearer ";

    private static readonly Endpoint Failed = new(ApiError.Internal.ExecuteAsync, EndpointMetadataCollection.Empty, "500");

    public async Task InvokeAsync(HttpContext context)
    {
        var token = TokenOf(context.Request);
        Caller? caller = null;
        try
        {
            caller = token is null ? null : await callers.FindAsync(token, context.RequestAborted);
        }
        catch (DbException e)
        {
            // Answered by an endpoint, so that the response still passes the rate limit and CORS.
            LogLookupFailed(e);
            context.SetEndpoint(Failed);
        }

        context.Features.Set(new CallerFeature(token is not null, caller));
        await next(context);
    }

    [LoggerMessage(LogLevel.Error, "The owner of a token could not be looked up")]
    private partial void LogLookupFailed(Exception exception);

    private static string? TokenOf(HttpRequest request)
    {
        if (request.Headers["token"].ToString().Trim() is { Length: > 0 } own)
        {
            return own;
        }

        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && authorization[Bearer.Length..].Trim() is { Length: > 0 } bearer)
        {
            return bearer;
        }

        return request.Path.StartsWithSegments("/ws") && request.Query["token"].ToString() is { Length: > 0 } query ? query : null;
    }
}
