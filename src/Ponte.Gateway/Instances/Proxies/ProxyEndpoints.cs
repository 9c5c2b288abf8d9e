using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Proxies;

/// <summary>The proxy a number connects through (http-contract 5.6).</summary>
internal static class ProxyEndpoints
{
    public static void MapProxy(this RouteGroupBuilder group, string notFound)
    {
        group.MapPost("/proxy/{instance}", ChangeAsync).RequireToken().RequireInstance(notFound)
            .FailsWith("Failed to update proxy configuration").DescribeChange();
        group.MapGet("/getProxy/{instance}", GetAsync).RequireToken().RequireInstance(notFound)
            .FailsWith("Failed to get proxy configuration").DescribeGet();
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, ProxyStore proxies, IGrainFactory grains)
    {
        var instance = context.GetInstance();
        var fields = await context.Request.ReadJsonAsync();
        var enabled = fields.Flag("enabled");
        if (enabled is null && fields.Problems.Count == 0)
        {
            fields.Report("enabled is required");
        }

        var proxy = enabled is true ? ProxyFields.Read(fields, static name => name) : null;
        if (fields.Problems.Count > 0)
        {
            return ApiError.InvalidBody(fields);
        }

        await (proxy is null
            ? proxies.ClearAsync(instance.Id, context.RequestAborted)
            : proxies.SaveAsync(instance.Id, proxy, context.RequestAborted));
        await grains.GetGrain<IInstanceGrain>(instance.Id).ConfigureAsync();
        return await AnswerAsync(context, proxies, "Proxy configuration updated successfully");
    }

    private static Task<IResult> GetAsync(HttpContext context, ProxyStore proxies) =>
        AnswerAsync(context, proxies, "Proxy configuration retrieved successfully");

    private static async Task<IResult> AnswerAsync(HttpContext context, ProxyStore proxies, string message)
    {
        var proxy = await proxies.FindAsync(context.GetInstance().Id, context.RequestAborted);
        return Results.Json(new { success = true, message, proxy });
    }
}
