using Ponte.Gateway.Api.Reference;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>What the API reference says of <see cref="ConnectionEndpoints"/>.</summary>
internal static class ConnectionReference
{
    public static void DescribeConnect(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Link a phone")
        .WithDescription(
            "Waits for a code, about a minute at most. Without a query the code is a QR code, as text and as a picture; it lives about 20 seconds, so "
            + "call again for the next one until the phone has scanned it. With `number`, the phone's number with its country code, it is a pairing code to type "
            + "on the phone. `history` asks the phone for the last 1 to 3650 days at the first pairing, whatever `disableHistorySync` says. "
            + "An instance whose phone is linked is connected instead. A sandbox instance needs no phone.")
        .Answers(200, "A QR code", """{"success":true,"message":"QR code generated","qrCode":"2@...","qrCodeBase64":"data:image/png;base64,...","status":"qr"}""")
        .Answers(200, "A pairing code", """{"success":true,"message":"Pairing code generated","pairingCode":"ABCD-1234","status":"qr"}""")
        .Answers(200, "Connected", """{"success":true,"message":"Instance is connected","status":"connected"}""")
        .Answers(200, "A phone is linked, the connection is being made", """{"success":true,"message":"Instance is connecting","status":"connecting"}""")
        .Refuses(400, "number must be a phone number with its country code, 5 to 15 digits")
        .Refuses(400, "history must be a number of days from 1 to 3650")
        .Refuses(403, ConnectionEndpoints.SandboxOff)
        .Refuses(409, ConnectionEndpoints.Interrupted)
        .Refuses(503, TextOf(ConnectionCause.Unreachable))
        .Refuses(503, TextOf(ConnectionCause.LinkTimedOut))
        .Refuses(503, TextOf(ConnectionCause.EngineMissing));

    public static void DescribeReconnect(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Reconnect")
        .WithDescription("Drops the connection, if there is one, and connects with the saved session.")
        .Answers(200, "Started; the list shows what becomes of it", """{"success":true,"message":"Reconnect initiated","status":"connecting"}""")
        .Refuses(400, ConnectionEndpoints.NotLinked)
        .Refuses(403, ConnectionEndpoints.SandboxOff)
        .Refuses(500, ConnectionEndpoints.ReconnectFailed + TextOf(ConnectionCause.EngineStopped));

    public static void DescribeLogOut(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Log out")
        .WithDescription(
            "Unlinks the phone and forgets its keys; the instance, its token and its settings stay. Connect again to link a phone. While WhatsApp cannot "
            + "be reached, the phone keeps showing the device until its owner removes it.")
        .Answers(200, "Logged out", """{"success":true,"message":"Instance logged out","instance":{"status":"loggedout"}}""")
        .Refuses(403, ConnectionEndpoints.SandboxOff);

    private static string TextOf(ConnectionCause cause) => $"{cause.Sentence} {cause.Remedy}";
}
