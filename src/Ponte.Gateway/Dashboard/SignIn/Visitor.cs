using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Ponte.Gateway.Accounts;

namespace Ponte.Gateway.Dashboard.SignIn;

/// <summary>What the sign-in cookie holds: the SHA-256 of the token that was typed, never the token. Whose it is is looked up each time, so a rotated token or a deleted instance signs out.</summary>
internal static class Visitor
{
    private const string TokenHash = "token";

    /// <summary>The cookie's content for a token.</summary>
    public static ClaimsPrincipal Of(string token) =>
        new(new ClaimsIdentity([new Claim(TokenHash, Token.Hash(token))], CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>The token's hash; null for somebody who is not signed in.</summary>
    public static string? TokenHashOf(ClaimsPrincipal visitor) => visitor.FindFirst(TokenHash)?.Value;

    /// <summary>Ends a session whose token nobody has any more.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var callers = context.HttpContext.RequestServices.GetRequiredService<CallerDirectory>();
        if (context.Principal is not { } visitor || TokenHashOf(visitor) is not { } hash || await callers.FindByHashAsync(hash, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
        }
    }
}
