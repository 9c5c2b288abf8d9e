using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Ponte.Gateway.Accounts;

namespace Ponte.Gateway.Dashboard.SignIn;

/// <summary>What the forms of the dashboard post to; each demands its antiforgery token.</summary>
internal static class SignInEndpoints
{
    public const string Page = "/signin";

    /// <summary>The query that names what went wrong: <c>wrong</c> or <c>wait</c>.</summary>
    public const string Trouble = "trouble";

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/session", SignInAsync).ExcludeFromDescription();
        endpoints.MapPost("/signout", SignOutAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, [FromForm] string? token, [FromForm] string? returnUrl, CallerDirectory callers, FailedSignIns failures)
    {
        var address = context.Connection.RemoteIpAddress;
        if (failures.AreTooMany(address))
        {
            return Again("wait", returnUrl);
        }

        var text = token?.Trim() ?? "";
        if (text.Length == 0 || await callers.FindAsync(text, context.RequestAborted) is null)
        {
            failures.Count(address);
            return Again("wrong", returnUrl);
        }

        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Visitor.Of(text), new AuthenticationProperties { IsPersistent = true });
        return Results.LocalRedirect(LocalPath.Of(returnUrl));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] string? returnUrl)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(Page);
    }

    private static IResult Again(string trouble, string? returnUrl) =>
        Results.LocalRedirect(Page + QueryString.Create(Trouble, trouble).Add("returnUrl", LocalPath.Of(returnUrl)));
}
