using Ponte.Gateway.Accounts;

namespace Ponte.Gateway.Api;

/// <summary>
/// Finds out whose token a request carries: header <c>token</c>, then <c>Authorization: Bearer</c>, then <c>?token=</c>, the last only under <c>/ws</c>, where a
/// browser cannot set headers (http-contract 1.1 and §9). It refuses nobody: the rate limit comes first, and the endpoints say what they require.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, CallerDirectory callers)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var token = TokenOf(context.Request);
        var caller = token is null ? null : await callers.FindAsync(token, context.RequestAborted);
        context.Features.Set(new CallerFeature(token is not null, caller));
        await next(context);
    }

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
