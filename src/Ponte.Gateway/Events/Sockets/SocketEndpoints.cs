using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Events.Sockets;

/// <summary>The WebSocket of an instance and its settings (http-contract 6.3, 6.4).</summary>
internal static class SocketEndpoints
{
    public const string NotConfigured = "WebSocket not configured for this instance";

    public static readonly ApiError NoUpgrade = ApiError.BadRequest("Connect with a WebSocket client: this address answers nothing else");

    public static readonly ApiError ForeignOrigin = new(StatusCodes.Status403Forbidden, "This origin may not connect (Ponte:Cors:Origins)");

    public static void MapSocketSettings(this RouteGroupBuilder group)
    {
        group.MapPost("/websocket/{instance}", SaveAsync).FailsWith("Failed to get instance").DescribeSave();
        group.MapGet("/getWebsocket/{instance}", GetAsync).FailsWith("Failed to get websocket configuration").DescribeGet();
    }

    public static void MapSocket(this IEndpointRouteBuilder endpoints, string notFound) =>
        endpoints.MapGet("/ws/{instance}", ConnectAsync).WithTags("Events").RequireToken().RequireInstance(notFound).DescribeConnect();

    /// <summary>What is said of an instance whose WebSocket is off.</summary>
    public static string NotEnabled(string name) =>
        $"WebSocket is not enabled for this instance. Configure it first using POST /api/events/websocket/{name}";

    private static async Task<IResult> SaveAsync(HttpContext context, SocketStore sockets)
    {
        var fields = await context.Request.ReadJsonAsync();
        var settings = SocketSettings.Read(fields);
        if (fields.Problems.Count > 0)
        {
            return ApiError.InvalidBody(fields);
        }

        return await sockets.SaveAsync(context.GetInstance().Id, settings, context.RequestAborted)
            ? Results.Json(new { success = true, message = "WebSocket configuration updated", websocket = settings })
            : ApiError.NotFound(EventEndpoints.NotFound);
    }

    private static async Task<IResult> GetAsync(HttpContext context, SocketStore sockets) =>
        await sockets.FindAsync(context.GetInstance().Id, context.RequestAborted) is { } websocket
            ? Results.Json(new { success = true, message = "WebSocket configuration retrieved", websocket })
            : ApiError.NotFound(NotConfigured);

    private static async Task<IResult> ConnectAsync(
        HttpContext context, SocketStore sockets, SocketHub hub, IOptions<CrossOriginOptions> origins, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        var instance = context.GetInstance();
        if (await sockets.FindAsync(instance.Id, context.RequestAborted) is not { Enabled: true } settings)
        {
            return ApiError.BadRequest(NotEnabled(instance.Name));
        }

        if (!IsAllowed(context.Request.Headers.Origin.ToString(), origins.Value.OriginList))
        {
            return ForeignOrigin;
        }

        if (!context.WebSockets.IsWebSocketRequest || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NoUpgrade;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var client = new SocketClient(socket, settings, time);
        await hub.ServeAsync(instance.Id, client, context.RequestAborted);
        return Results.Empty;
    }

    // Only browsers say where a page is from.
    private static bool IsAllowed(string origin, IReadOnlyList<string> allowed) =>
        origin.Length == 0 || allowed.Count == 0 || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
