using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Events.Sockets;
using Ponte.Gateway.Events.Webhooks;

namespace Ponte.Gateway.Events;

/// <summary><c>/api/events/…</c> and <c>/ws/…</c> (http-contract §6).</summary>
internal static class EventEndpoints
{
    public const string NotFound = "Instance not found";

    public static void MapEvents(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/events").WithTags("Events").RequireToken().RequireInstance(NotFound).WithMetadata(BodyRefusal.Bare);
        group.MapWebhooks();
        group.MapSocketSettings();
        endpoints.MapSocket(NotFound);
    }
}
