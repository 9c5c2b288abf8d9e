using System.Text.Json;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Baileys;

/// <summary>Reads what the engine answers. What is not of the protocol becomes the answer that promises least.</summary>
internal static class EngineAnswer
{
    public static SessionStatus Status(JsonElement? status)
    {
        if (status is not { } given || State(given.Text("state")) is not { } state)
        {
            return new SessionStatus(SessionState.Disconnected, ConnectionCause.Interrupted);
        }

        return new SessionStatus(state, ConnectionCause.FromCode(given.Text("cause")), UserId.TryParse(given.Text("self"), out var self) ? self : null);
    }

    public static LinkAnswer Link(JsonElement answer) => answer.Text("kind") switch
    {
        "qr" when answer.Text("payload") is { } payload && answer.Time("expiresAt") is { } expiresAt => new LinkAnswer.Qr(payload, expiresAt),
        "pairingCode" when answer.Text("code") is { } code => new LinkAnswer.PairingCode(code),
        "linked" when State(answer.Text("state")) is { } state => new LinkAnswer.AlreadyLinked(state),
        _ => new LinkAnswer.Failed(ConnectionCause.FromCode(answer.Text("cause")) ?? ConnectionCause.LinkFailed),
    };

    public static SendResult Send(JsonElement answer) => answer.Text("kind") switch
    {
        "accepted" when answer.Time("at") is { } at => new SendResult.Accepted(at),
        "refused" when answer.Number("code") is >= int.MinValue and <= int.MaxValue and var code =>
            new SendResult.Refused((int)code, answer.Text("reason") ?? "WhatsApp refused the message."),
        "notConnected" => new SendResult.NotConnected(),
        _ => new SendResult.Uncertain(answer.Text("reason") ?? "WhatsApp did not confirm the message."),
    };

    private static SessionState? State(string? state) => state switch
    {
        "disconnected" => SessionState.Disconnected,
        "connecting" => SessionState.Connecting,
        "linking" => SessionState.Linking,
        "connected" => SessionState.Connected,
        "loggedOut" => SessionState.LoggedOut,
        _ => null,
    };
}
