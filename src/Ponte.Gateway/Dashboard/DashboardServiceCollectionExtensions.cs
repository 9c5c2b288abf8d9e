using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using MudBlazor;
using MudBlazor.Services;
using Ponte.Gateway.Dashboard.Instances;
using Ponte.Gateway.Dashboard.Messages;
using Ponte.Gateway.Dashboard.SandboxPhone;
using Ponte.Gateway.Dashboard.SignIn;
using Ponte.Gateway.Dashboard.Tokens;

namespace Ponte.Gateway.Dashboard;

/// <summary>Registers the dashboard.</summary>
internal static class DashboardServiceCollectionExtensions
{
    private static readonly string[] ProgramPaths = ["/api", "/ws", "/webhooks", "/health", "/metrics", "/openapi", "/docs"];
    private static readonly TimeSpan SignedInFor = TimeSpan.FromDays(7);

    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(static options => options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(static options =>
        {
            options.Cookie.Name = "ponte_session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = SignedInFor;
            options.SlidingExpiration = true;
            options.LoginPath = SignInEndpoints.Page;
            options.AccessDeniedPath = SignInEndpoints.Page;
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnValidatePrincipal = Visitor.ValidateAsync;
        });
        services.AddAntiforgery(static options =>
        {
            options.Cookie.Name = "ponte_form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("ponte");
        services.AddSingleton<CookieKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<CookieKeys>(static (options, keys) => (options.XmlRepository, options.XmlEncryptor) = (keys, keys));
        return services.AddPages();
    }

    private static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<FailedSignIns>();
        services.AddScoped<OwnInstances>();
        services.AddSingleton<InstanceSummaries>();
        services.AddSingleton<NewTokens>();
        services.AddSingleton<DeliveryText>();
        services.AddSingleton<PhoneChat>();
        return services;
    }

    /// <summary>Who a visitor is, and which language a page is written in; for everything that is no API.</summary>
    public static void UseDashboard(this WebApplication app) => app.UseWhen(static context => !IsForPrograms(context.Request.Path), static branch =>
    {
        branch.Use(DashboardHeaders.AddAsync);
        branch.UseRequestLocalization();
        branch.UseAuthentication();
        branch.UseAuthorization();
        branch.UseAntiforgery();
        branch.Use(RefuseForgedAsync);
    });

    // Whoever reads a form without its antiforgery token meets an exception.
    private static Task RefuseForgedAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static bool IsForPrograms(PathString path) => ProgramPaths.Any(known => path.StartsWithSegments(known));
}
