using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Behaviour;

/// <summary>The seven behaviour settings (http-contract 5.5).</summary>
internal static class InstanceSettingsEndpoints
{
    public const string NothingGiven =
        "Invalid request body: give at least one of autoRejectCalls, callRejectMessage, ignoreGroupMessages, keepOnlineStatus, autoReadMessages, "
        + "disableHistorySync, ignoreStatus";

    public static void MapBehaviour(this RouteGroupBuilder group, string notFound)
    {
        group.MapPost("/settings/{instance}", ChangeAsync).RequireToken().RequireInstance(notFound)
            .FailsWith("Failed to update settings configuration").DescribeChange();
        group.MapGet("/getSettings/{instance}", GetAsync).RequireToken().RequireInstance(notFound)
            .FailsWith("Failed to get settings configuration").DescribeGet();
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, InstanceSettingsStore store, IGrainFactory grains)
    {
        var fields = await context.Request.ReadJsonAsync();
        var change = InstanceSettingsChange.Read(fields);
        if (fields.Problems.Count > 0)
        {
            return ApiError.InvalidBody(fields);
        }

        if (change.IsEmpty)
        {
            return ApiError.BadRequest(NothingGiven);
        }

        var instance = context.GetInstance();
        if (await store.ChangeAsync(instance.Id, change, context.RequestAborted) is not { } settings)
        {
            return ApiError.NotFound("Instance not found");
        }

        await grains.GetGrain<IInstanceGrain>(instance.Id).ConfigureAsync();
        return Results.Json(new { success = true, message = "Settings updated successfully", settings });
    }

    private static async Task<IResult> GetAsync(HttpContext context, InstanceSettingsStore store)
    {
        var settings = await store.FindAsync(context.GetInstance().Id, context.RequestAborted);
        return Results.Json(new { success = true, message = "Settings retrieved successfully", settings });
    }
}
