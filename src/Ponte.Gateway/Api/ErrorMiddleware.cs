using Microsoft.AspNetCore.Http.Features;

namespace Ponte.Gateway.Api;

/// <summary>Turns exceptions into the error envelope. Their details go to the log only.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    // More than this is not worth its traffic: the connection is closed on it.
    private const long ReadInVain = 16 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await TakeBodyAsync(context);
            await ApiError.ForStatus(e.StatusCode).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogFailed(e, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no endpoint");
            await ApiError.Internal.ExecuteAsync(context);
        }
    }

    // Many clients read no answer before their body is written: one that is cut off by the closed connection would never see it.
    private static async Task TakeBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } size || context.Request.ContentLength > ReadInVain)
        {
            return;
        }

        size.MaxRequestBodySize = ReadInVain;
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
        catch (IOException)
        {
            // Gone, too slow or longer than it said; the answer goes out all the same.
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed")]
    private partial void LogFailed(Exception exception, string method, string endpoint);
}
