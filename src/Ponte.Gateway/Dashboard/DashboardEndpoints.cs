using Microsoft.AspNetCore.Localization;
using Ponte.Gateway.Dashboard.SandboxPhone;
using Ponte.Gateway.Dashboard.SignIn;

namespace Ponte.Gateway.Dashboard;

/// <summary>The dashboard's pages, their files, and what its forms and links lead to.</summary>
internal static class DashboardEndpoints
{
    private static readonly CookieOptions Remembered = new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true };

    public static void MapDashboard(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapSignIn();
        app.MapPhoneFiles();
        app.MapGet("/language", Language).ExcludeFromDescription();
        app.MapGet("/theme", Theme).ExcludeFromDescription();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(static options => options.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization();
    }

    private static IResult Language(HttpContext context, string? culture, string? returnUrl)
    {
        if (Languages.Has(culture))
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture("", culture!)), Remembered);
        }

        return Results.LocalRedirect(LocalPath.Of(returnUrl));
    }

    private static IResult Theme(HttpContext context, string? choice, string? returnUrl)
    {
        if (choice is Themes.Light or Themes.Dark)
        {
            context.Response.Cookies.Append(Themes.Cookie, choice, Remembered);
        }

        return Results.LocalRedirect(LocalPath.Of(returnUrl));
    }
}
