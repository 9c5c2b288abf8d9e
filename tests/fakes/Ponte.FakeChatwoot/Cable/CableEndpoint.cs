using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Cable;

/// <summary><c>/cable</c>: the upgrade (contract 9.1).</summary>
internal static class CableEndpoint
{
    private const string Protocol = "actioncable-v1-json";

    public static void MapCable(this IEndpointRouteBuilder routes, ChatwootWorld world, CableHub hub, CancellationToken stopping)
    {
        var channel = new RoomChannel(world, hub);
        routes.Map("/cable", async http =>
        {
            if (!http.WebSockets.IsWebSocketRequest)
            {
                await AnswerWriter.WriteAsync(http.Response, Answer.Plain(404, "Page not found", "text/plain; charset=utf-8"));
                return;
            }

            if (hub.RefusesConnections)
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            var protocol = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? Protocol : null;
            using var socket = await http.WebSockets.AcceptWebSocketAsync(protocol);
            var connection = new CableConnection(socket, world.Time);
            hub.Add(connection);
            try
            {
                connection.Send("""{"type":"welcome"}""");
                await connection.RunAsync(world.Settings.PingSeconds, text => channel.Handle(connection, text), stopping);
            }
            finally
            {
                hub.Remove(connection);
                socket.Abort();
            }
        });
    }
}
