namespace Ponte.Gateway.Api;

/// <summary>Ends the connections whose requests are still under way when the server has to be gone, such as a slow upload.</summary>
internal sealed class StopMiddleware(RequestDelegate next, StopSignal stop)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await using var given = stop.GivenUp.UnsafeRegister(static state => ((HttpContext)state!).Abort(), context);
        await next(context);
    }
}
