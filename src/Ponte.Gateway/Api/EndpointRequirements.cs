using Ponte.Gateway.Accounts;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Api;

/// <summary>
/// What an endpoint, or a group of them, demands before its handler runs. They run in the order they are written, which is the contract's: token (401), module
/// (503), instance exists (404), instance is the caller's (403); the body is the handler's. The rate limit came before all of them.
/// <code>
/// var group = app.MapGroup("/api/chatwoot").RequireToken().RequireModule(enabled, "integration gateway not configured").RequireInstance("instance not found");
/// group.MapGet("/list/{instance}", (HttpContext context, CancellationToken stop) => … context.GetInstance() …);
/// </code>
/// </summary>
internal static class EndpointRequirements
{
    /// <summary>A TokenAccount or a TokenInstance; else 401.</summary>
    public static T RequireToken<T>(this T endpoints)
        where T : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(static async (context, next) => CheckToken(context.HttpContext) is { } error ? error : await next(context))
            .WithMetadata(TokenRequirement.Any);

    /// <summary>A TokenAccount; a TokenInstance gets 401 <c>Invalid token</c> (http-contract 1.2).</summary>
    public static T RequireAccountToken<T>(this T endpoints)
        where T : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(static async (context, next) =>
        {
            var error = CheckToken(context.HttpContext) ?? (context.HttpContext.GetCaller().Instance is null ? null : ApiError.InvalidToken);
            return error is null ? await next(context) : error;
        }).WithMetadata(TokenRequirement.Account);

    /// <summary>A part of Ponte that the operator may have switched off; then 503 with the module's own text. Write it between token and instance.</summary>
    public static T RequireModule<T>(this T endpoints, bool enabled, string disabledText)
        where T : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (context, next) =>
            enabled ? await next(context) : new ApiError(StatusCodes.Status503ServiceUnavailable, disabledText));

    /// <summary>
    /// The route's <c>{instance}</c>, by name, in the caller's account: else 404 with the module's own text; 403 for the TokenInstance of another instance of the
    /// account. Handlers get it from <see cref="HttpContextExtensions.GetInstance"/>. Write it behind a token requirement.
    /// </summary>
    public static T RequireInstance<T>(this T endpoints, string notFoundText)
        where T : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var caller = http.GetCaller();
            var instance = await FindAsync(http, caller);
            if (instance is null)
            {
                return ApiError.NotFound(notFoundText);
            }

            if (caller.Instance is { } own && own.Id != instance.Id)
            {
                return ApiError.TokenMismatch;
            }

            http.Features.Set(instance);
            return await next(context);
        }).WithMetadata(new InstanceRequirement(notFoundText));

    private static ApiError? CheckToken(HttpContext context) => context.Features.Get<CallerFeature>() switch
    {
        { Caller: not null } => null,
        { HasToken: true } => ApiError.InvalidToken,
        _ => ApiError.MissingToken,
    };

    private static async Task<Instance?> FindAsync(HttpContext http, Caller caller)
    {
        var name = http.GetRouteValue("instance") as string ?? "";
        return InstanceName.IsValid(name)
            ? await http.RequestServices.GetRequiredService<InstanceStore>().FindAsync(caller.AccountId, name, http.RequestAborted)
            : null;
    }
}
