using Ponte.Gateway.Api;

namespace Ponte.Gateway.History;

/// <summary>The reading side of <c>/api/chat</c> (http-contract 8.1).</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/chat").WithTags("Chats").RequireToken().RequireInstance("Instance not found");
        group.MapContacts();
        group.MapMessages();
        group.MapPresence();
        endpoints.MapCounts();
    }
}
