namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>The route that Chatwoot calls. Outside <c>/api</c>: no token, no rate limit.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder app) => app.MapPost("/webhooks/chatwoot/{id}/{secret}", HearAsync).DescribeWebhook();

    private static async Task<IResult> HearAsync(string id, string secret, HttpContext context, WebhookEar ear) =>
        await ear.HearAsync(id, secret, context.Request) is { } error ? error : Results.Json(new { success = true, message = "received" });
}
