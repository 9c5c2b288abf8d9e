using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Buckets;
using Ponte.Gateway.Instances.Connections;
using Ponte.Gateway.Instances.Proxies;

namespace Ponte.Gateway.Instances;

/// <summary><c>/api/instance/…</c> (http-contract §5).</summary>
internal static class InstanceEndpoints
{
    private const string NotFound = "Instance not found";

    public static void MapInstances(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/instance").WithTags("Instances").WithMetadata(BodyRefusal.Bare);
        group.MapPost("/new", CreateAsync).RequireAccountToken().DescribeCreate();
        group.MapGet("/list", ListAsync).RequireToken().DescribeList();
        group.MapDelete("/delete/{instance}", DeleteAsync).RequireAccountToken().RequireInstance(NotFound)
            .FailsWith("Failed to delete instance: not everything could be removed; delete it again").DescribeDelete();
        group.MapConnections(NotFound);
        group.MapBehaviour(NotFound);
        group.MapProxy(NotFound);
        group.MapBucket(NotFound);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, NewInstances created)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (item, error) = await created.CreateAsync(context.GetCaller().AccountId, fields, context.RequestAborted);
        if (item is null)
        {
            return error!;
        }

        var answer = new Dictionary<string, object?> { ["success"] = true, ["message"] = "Instance created", ["instance"] = item };
        if (item.TryGetValue("chatwoot", out var chatwoot))
        {
            answer["chatwoot"] = chatwoot;
        }

        return Results.Json(answer, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context, string? instanceName, InstanceStore instances, InstanceDescriber describer)
    {
        var stop = context.RequestAborted;
        var caller = context.GetCaller();
        if (caller.Instance is { } own)
        {
            return Answer([await describer.DescribeAsync(own, token: null, stop)]);
        }

        var names = (instanceName ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var all = await instances.ListAsync(caller.AccountId, stop);
        var chosen = names.Length == 0 ? all : [.. all.Where(instance => names.Contains(instance.Name, StringComparer.Ordinal))];
        if (names.Length == 1 && chosen.Count == 0)
        {
            return ApiError.NotFound(NotFound);
        }

        var tokens = await instances.GetTokensAsync(caller.AccountId, stop);
        return Answer(await Task.WhenAll(chosen.Select(instance => describer.DescribeAsync(instance, tokens.GetValueOrDefault(instance.Id), stop))));
    }

    private static IResult Answer(Dictionary<string, object?>[] items) => Results.Json(new
    {
        success = true,
        message = items.Length == 1 ? "1 Instance found" : $"{items.Length} Instances found",
        instances = items,
    });

    private static async Task<IResult> DeleteAsync(HttpContext context, InstanceEraser eraser)
    {
        await eraser.EraseAsync(context.GetInstance(), CancellationToken.None);
        return Results.Json(new { success = true, message = "Instance deleted", instance = new { status = "deleted" } });
    }
}
