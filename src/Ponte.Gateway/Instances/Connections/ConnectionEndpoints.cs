using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>Linking a phone, reconnecting and logging out (http-contract 5.2, 5.4).</summary>
internal static class ConnectionEndpoints
{
    public const string SandboxOff = "The sandbox is switched off on this server (Ponte:Sandbox:Enabled)";
    public const string NotLinked = "Instance has no saved session — call /connect first";
    public const string LogOutFailed = "Failed to logout instance";
    public const string ReconnectFailed = "Failed to reconnect: ";
    public const string Interrupted = "Connecting was interrupted: the instance was logged out, deleted or stopped meanwhile. Connect again";

    public static void MapConnections(this RouteGroupBuilder group, string notFound)
    {
        group.MapGet("/connect/{instance}", ConnectAsync).RequireToken().RequireInstance(notFound).RequireEngine().DescribeConnect();
        group.MapPost("/reconnect/{instance}", ReconnectAsync).RequireToken().RequireInstance(notFound).RequireEngine()
            .FailsWith(ReconnectFailed + "the server could not ask the WhatsApp engine").DescribeReconnect();
        group.MapDelete("/logout/{instance}", LogOutAsync).RequireToken().RequireInstance(notFound).RequireEngine()
            .FailsWith(LogOutFailed).DescribeLogOut();
    }

    private static RouteHandlerBuilder RequireEngine(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(static async (context, next) =>
    {
        var sandbox = context.HttpContext.RequestServices.GetRequiredService<IOptions<SandboxOptions>>();
        return context.HttpContext.GetInstance().Engine == InstanceEngine.Sandbox && !sandbox.Value.Enabled
            ? new ApiError(StatusCodes.Status403Forbidden, SandboxOff)
            : await next(context);
    });

    private static async Task<IResult> ConnectAsync(HttpContext context, string? number, string? history, PhoneLinking linking)
    {
        var query = ConnectQuery.Read(number, history, out var problem);
        if (problem is not null)
        {
            return ApiError.BadRequest(problem);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Answer(await linking.LinkAsync(context.GetInstance(), query, context.RequestAborted));
    }

    private static IResult Answer(LinkReply reply) => reply.Outcome switch
    {
        LinkOutcome.Qr => Results.Json(new
        {
            success = true,
            message = "QR code generated",
            qrCode = reply.Code,
            qrCodeBase64 = QrImage.ToDataUri(reply.Code!),
            status = "qr",
        }),
        LinkOutcome.PairingCode => Results.Json(new { success = true, message = "Pairing code generated", pairingCode = PhoneLinking.Readable(reply.Code!), status = "qr" }),
        LinkOutcome.Connected => Results.Json(new { success = true, message = "Instance is connected", status = "connected" }),
        LinkOutcome.Connecting => Results.Json(new { success = true, message = "Instance is connecting", status = "connecting" }),
        LinkOutcome.Interrupted => new ApiError(StatusCodes.Status409Conflict, Interrupted),
        _ => new ApiError(StatusCodes.Status503ServiceUnavailable, $"{reply.Cause!.Sentence} {reply.Cause.Remedy}"),
    };

    private static async Task<IResult> ReconnectAsync(HttpContext context, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<IInstanceGrain>(context.GetInstance().Id).ReconnectAsync();
        return reply.Outcome switch
        {
            ReconnectOutcome.Started => Results.Json(new { success = true, message = "Reconnect initiated", status = "connecting" }),
            ReconnectOutcome.NotLinked => ApiError.BadRequest(NotLinked),
            _ => new ApiError(StatusCodes.Status500InternalServerError, $"{ReconnectFailed}{reply.Cause!.Sentence} {reply.Cause.Remedy}"),
        };
    }

    private static async Task<IResult> LogOutAsync(HttpContext context, IGrainFactory grains) =>
        await grains.GetGrain<IInstanceGrain>(context.GetInstance().Id).LogOutAsync()
            ? Results.Json(new { success = true, message = "Instance logged out", instance = new { status = "loggedout" } })
            : new ApiError(StatusCodes.Status500InternalServerError, LogOutFailed);
}
