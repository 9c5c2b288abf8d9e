using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Instances;

/// <summary>Routes whose 500 has a text of its own in the contract (http-contract 2.3). Details go to the log only.</summary>
internal static partial class Failures
{
    /// <summary>Answers 500 with <paramref name="message"/> when the handler fails. Write it behind the requirements.</summary>
    public static RouteHandlerBuilder FailsWith(this RouteHandlerBuilder endpoint, string message) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (exception is not BadHttpRequestException && !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            var logger = context.HttpContext.RequestServices.GetRequiredService<ILogger<InstanceStore>>();
            LogFailed(logger, exception, context.HttpContext.GetInstance().Id, message);
            return new ApiError(StatusCodes.Status500InternalServerError, message);
        }
    }).Refuses(StatusCodes.Status500InternalServerError, message);

    [LoggerMessage(LogLevel.Error, "Instance {Instance}: {Failure}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string instance, string failure);
}
