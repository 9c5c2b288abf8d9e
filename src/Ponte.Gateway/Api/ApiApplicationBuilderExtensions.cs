using Microsoft.AspNetCore.Http.Features;

namespace Ponte.Gateway.Api;

/// <summary>The way of a request to its endpoint.</summary>
internal static class ApiApplicationBuilderExtensions
{
    // http-contract §9.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(60);

    /// <summary>Errors in the envelope for everything; under <c>/api</c> and <c>/ws</c> also the token's owner, the rate limit and CORS.</summary>
    public static void UseApi(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<StopMiddleware>();
        app.Use(CloseAfterTooLargeAsync);
        app.UseMiddleware<ErrorMiddleware>();
        app.UseStatusCodePages(static context => ApiError.ForStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = PingEvery, KeepAliveTimeout = SilentFor });
        app.UseRouting();
        app.UseWhen(IsApi, static branch =>
        {
            branch.UseMiddleware<CallerMiddleware>();
            branch.UseMiddleware<RateLimitMiddleware>();
            branch.UseCors();
        });
    }

    // The server reads a body that nobody asked for up to its limit and then cuts the connection off; a caller that was not told would send its next request there.
    private static Task CloseAfterTooLargeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength > RequestBody.TakenAtMost)
        {
            context.Response.OnStarting(() =>
            {
                if (context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
                {
                    context.Response.Headers.Connection = "close";
                }

                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/ws");
}
