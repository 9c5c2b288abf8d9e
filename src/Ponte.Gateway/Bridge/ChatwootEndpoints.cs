using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Bridge.Activation;
using Ponte.Gateway.Bridge.Webhooks;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Bridge;

/// <summary>The Chatwoot module's routes (http-contract §4).</summary>
internal static class ChatwootEndpoints
{
    public static IEndpointRouteBuilder MapBridge(this IEndpointRouteBuilder app)
    {
        var enabled = app.ServiceProvider.GetRequiredService<IOptions<BridgeOptions>>().Value.Enabled;
        var group = app.MapGroup("/api/chatwoot")
            .WithTags("Chatwoot")
            .WithMetadata(new BodyRefusal(ActivationRefusal.InvalidBody("the body must be a JSON object").Message))
            .RequireToken()
            .RequireModule(enabled, ActivationRefusal.NotConfiguredText)
            .RequireInstance(ActivationRefusal.InstanceNotFoundText);
        group.MapPost("/set/{instance}", SetAsync).DescribeSet();
        group.MapGet("/list/{instance}", ListAsync).DescribeList();
        group.MapDelete("/delete/{instance}", DeleteAsync).DescribeDelete();
        if (enabled)
        {
            app.MapWebhooks();
        }

        return app;
    }

    private static async Task<IResult> SetAsync(HttpContext context, ChatwootActivation activation)
    {
        var instance = context.GetInstance();
        var fields = await context.Request.ReadJsonAsync();
        var request = ActivationFields.Read(fields, instance, inline: false);
        if (fields.Problems.Count > 0)
        {
            return ActivationRefusal.InvalidBody(fields.ProblemText);
        }

        var result = await activation.SetAsync(instance, request);
        return result.Error is { } error
            ? error
            : Results.Json(new ActivatedAnswer(instance.Name, "active", result.Integration!.Id), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IntegrationStore integrations, IntegrationStatus status, SecretBox secrets, CancellationToken cancellationToken)
    {
        var instance = context.GetInstance();
        if (await integrations.FindActiveAsync(instance.Id, cancellationToken) is not { } stored)
        {
            return ApiError.NotFound("no chatwoot integration for this instance");
        }

        var integration = await status.RefreshAsync(stored, cancellationToken);
        var token = secrets.Open(integration.SealedToken, integration.TokenContext);
        return Results.Json(IntegrationAnswer.Of(instance, integration, await status.OfAsync(integration), token));
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, ChatwootActivation activation, CancellationToken cancellationToken) =>
        await activation.RemoveAsync(context.GetInstance(), cancellationToken)
            ? Results.Json(new { message = "chatwoot integration deactivated" })
            : ApiError.NotFound("no chatwoot integration to delete");
}
