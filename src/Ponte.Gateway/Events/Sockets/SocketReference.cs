using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Events.Sockets;

/// <summary>What the API reference says of <see cref="SocketEndpoints"/>.</summary>
internal static class SocketReference
{
    private const string Example = """{"enabled":true,"events":["message.exchange"],"mediaBase64":false}""";

    public static void DescribeSave(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Set the WebSocket")
        .WithDescription("Decides whether clients may connect to `/ws/{instance}`, and what they hear. Counts for those that connect from now on: open sockets stay as they are.")
        .Takes(
            Example,
            new BodyField("enabled", "boolean", "`false` clears the other fields and refuses new sockets.", Required: true),
            new BodyField("events", "array", "Which of the six types; empty or left out: all."),
            new BodyField("mediaBase64", "boolean", "Put the bytes of files into `media.base64`, up to 32 MiB; default `false`."))
        .Answers(200, "Stored", $$"""{"success":true,"message":"WebSocket configuration updated","websocket":{{Example}} }""")
        .Refuses(400, "Invalid request body: enabled is required");

    public static void DescribeGet(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Read the WebSocket's settings")
        .Answers(200, "The settings", $$"""{"success":true,"message":"WebSocket configuration retrieved","websocket":{{Example}} }""")
        .Refuses(404, SocketEndpoints.NotConfigured);

    public static void DescribeConnect(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Listen live")
        .WithDescription("""
            A WebSocket. Events come as text frames, each the same envelope that webhooks get, from the moment of connecting on; nothing is kept for later. The token goes into a header or, for browsers,
            into `?token=`. The server pings every 25 s and drops a client that is silent for 60 s. Close codes: 1001 the server stops, 1013 the client cannot keep up (1,000 frames or 64 MiB wait), 1009 the client
            sent more than 4 KiB, 1011 an event could not be told, 1000 the instance was deleted. What clients send is ignored.
            """)
        .Answers(101, "Switching protocols; frames are `EventEnvelope`s", """{"event":"message.exchange","data":{},"instanceData":{}}""")
        .Refuses(400, SocketEndpoints.NotEnabled("suporte"))
        .Refuses(400, SocketEndpoints.NoUpgrade.Message)
        .Refuses(403, SocketEndpoints.ForeignOrigin.Message);
}
