using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary><c>/api/sandbox/…</c>, our extension: the other side of a simulated phone.</summary>
internal static class SandboxEndpoints
{
    /// <summary>How a refused body's message begins.</summary>
    public const string InvalidBody = "Invalid request body: ";

    private const string Off = "The sandbox is switched off on this server (Ponte:Sandbox:Enabled)";
    private const string NotASandbox = "The instance is not a sandbox: create one with \"engine\":\"sandbox\"";

    public static void MapSandbox(this IEndpointRouteBuilder endpoints)
    {
        var enabled = endpoints.ServiceProvider.GetRequiredService<IOptions<SandboxOptions>>().Value.Enabled;
        var group = endpoints.MapGroup("/api/sandbox").WithTags("Sandbox").RequireToken().RequireSandbox(enabled);
        group.MapSandboxEvents();
        group.MapSandboxMedia();
        group.MapSandboxSent();
        group.MapSandboxPeople();
        group.MapSandboxGroups();
        group.MapSandboxFaults();
        group.MapPost("/{instance}/connection", ConnectionAsync)
            .WithSummary("Connect or disconnect the simulated phone")
            .WithDescription("Survives a restart. While disconnected, messages wait on both sides.")
            .Takes("""{"state":"disconnected"}""", new BodyField("state", "string", "`connected` or `disconnected`.", Required: true))
            .Answers(200, "Changed", """{"success":true,"message":"Sandbox is disconnected","state":"disconnected"}""")
            .Refuses(400, InvalidBody + "state must be connected or disconnected");
    }

    /// <summary>The simulated phone of the request's instance.</summary>
    public static SandboxPhone PhoneOf(this SandboxEngine engine, HttpContext context) => engine.GetPhone(context.GetInstance().Id);

    private static RouteGroupBuilder RequireSandbox(this RouteGroupBuilder group, bool enabled)
    {
        group.AddEndpointFilter(async (context, next) => enabled ? await next(context) : new ApiError(StatusCodes.Status403Forbidden, Off));
        group.RequireInstance("Instance not found");
        group.AddEndpointFilter(static async (context, next) =>
            context.HttpContext.GetInstance().Engine == InstanceEngine.Sandbox ? await next(context) : ApiError.BadRequest(NotASandbox));
        return group;
    }

    private static async Task<IResult> ConnectionAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var state = fields.RequiredText("state");
        if (fields.Problems.Count == 0 && state is not ("connected" or "disconnected"))
        {
            fields.Report("state must be connected or disconnected");
        }

        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest(InvalidBody + fields.ProblemText);
        }

        var connection = state == "connected" ? SessionState.Connected : SessionState.Disconnected;
        await engine.PhoneOf(context).SetConnectionAsync(connection, CancellationToken.None);
        return Results.Json(new { success = true, message = $"Sandbox is {state}", state });
    }
}
