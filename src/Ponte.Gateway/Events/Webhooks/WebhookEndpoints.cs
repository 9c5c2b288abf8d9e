using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>The webhooks of an instance (http-contract 6.1).</summary>
internal static class WebhookEndpoints
{
    public const string NotFound = "Webhook not found";

    private static readonly ApiError TooManyEnabled = new(StatusCodes.Status409Conflict, $"At most {WebhookStore.MaxEnabled} webhooks can be enabled per instance");

    private static readonly ApiError TooMany = new(StatusCodes.Status409Conflict, $"At most {WebhookStore.MaxKept} webhooks can be kept per instance; use one of their labels again");

    public static void MapWebhooks(this RouteGroupBuilder group)
    {
        group.MapPost("/webhook/{instance}", SaveAsync).FailsWith("Failed to update webhook configuration").DescribeSave(TooManyEnabled, TooMany);
        group.MapGet("/getWebhook/{instance}", GetAsync).FailsWith("Failed to get webhook configuration").DescribeGet();
        group.MapGet("/webhook/{instance}", GetAsync).FailsWith("Failed to get webhook configuration").DescribeGet();
    }

    private static async Task<IResult> SaveAsync(HttpContext context, WebhookChanges changes, WebhookView view)
    {
        var fields = await context.Request.ReadJsonAsync();
        var settings = WebhookSettings.Read(fields);
        if (fields.Problems.Count > 0)
        {
            return ApiError.InvalidBody(fields);
        }

        var (webhook, outcome) = await changes.SaveAsync(context.GetInstance().Id, settings);
        return outcome switch
        {
            WebhookSaved.Done => Results.Json(new { success = true, message = "Webhook configuration updated", webhook = view.Of(webhook!) }),
            WebhookSaved.TooManyEnabled => TooManyEnabled,
            WebhookSaved.TooMany => TooMany,
            _ => ApiError.NotFound(EventEndpoints.NotFound),
        };
    }

    private static async Task<IResult> GetAsync(HttpContext context, WebhookStore webhooks, WebhookView view)
    {
        var all = await webhooks.ReadAsync(context.GetInstance().Id, context.RequestAborted);
        if (!context.Request.Query.TryGetValue("label", out var label))
        {
            return Results.Json(new { success = true, message = "Webhook configuration retrieved", webhooks = all.Select(view.Of) });
        }

        var name = label.ToString() is { Length: > 0 } text ? text : Webhook.DefaultLabel;
        return all.FirstOrDefault(webhook => webhook.Label == name) is { } found
            ? Results.Json(new { success = true, message = "Webhook configuration retrieved", webhook = view.Of(found) })
            : ApiError.NotFound(NotFound);
    }
}
