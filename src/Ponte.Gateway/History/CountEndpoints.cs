using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.History;

/// <summary>Message counters of one instance, or of several together (http-contract 5.8).</summary>
internal static class CountEndpoints
{
    private const string NotFound = "Instance not found";
    private const int Most = 100;

    public static void MapCounts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/instance/metrics/{instance}", ReadAsync).WithTags("Instances").RequireToken()
            .WithSummary("Count messages")
            .WithDescription("Of one instance, or of several, separated by commas: then added up. Counted are the messages that are kept (`Ponte:Retention:MessageDays`), statuses left out.")
            .Answers(
                200,
                "The counters",
                """
                {"success":true,"message":"Metrics retrieved successfully","metrics":{"instance":"suporte","totalMessages":3,"sentMessages":1,"receivedMessages":2,"messagesByType":{"image":1,"text":2},
                "messagesByStatus":{"read":1,"received":2},"last7Days":3,"last30Days":3,"uniqueContacts":1,"firstMessageAt":"2026-02-16T18:32:39Z","lastMessageAt":"2026-02-16T18:40:02Z"}}
                """)
            .Refuses(404, NotFound)
            .Refuses(403, ApiError.TokenMismatch.Message);

    private static async Task<IResult> ReadAsync(HttpContext context, InstanceStore instances, MessageCounts counts, string instance)
    {
        var caller = context.GetCaller();
        var ids = new List<string>();
        foreach (var name in instance.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(Most))
        {
            var found = InstanceName.IsValid(name) ? await instances.FindAsync(caller.AccountId, name, context.RequestAborted) : null;
            if (found is null)
            {
                return ApiError.NotFound(NotFound);
            }

            if (caller.Instance is { } own && own.Id != found.Id)
            {
                return ApiError.TokenMismatch;
            }

            ids.Add(found.Id);
        }

        return ids.Count == 0
            ? ApiError.NotFound(NotFound)
            : Results.Json(new { success = true, message = "Metrics retrieved successfully", metrics = await counts.ReadAsync(ids, instance, context.RequestAborted) });
    }
}
