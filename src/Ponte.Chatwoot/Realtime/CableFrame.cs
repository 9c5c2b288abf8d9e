using System.Text.Json;

namespace Ponte.Chatwoot.Realtime;

/// <summary>One frame of the server (Chatwoot contract 9.1). Whatever cannot be understood is <see cref="UnknownFrame"/>; parsing never throws.</summary>
internal abstract record CableFrame
{
    private static readonly UnknownFrame Unknown = new();

    public static CableFrame Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : Unknown;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name or text with half of a surrogate pair.
            return Unknown;
        }
    }

    private static CableFrame Read(JsonElement root)
    {
        var identifier = Text(root, "identifier") ?? "";
        return Text(root, "type") switch
        {
            "welcome" => new WelcomeFrame(),
            "ping" => new PingFrame(),
            "confirm_subscription" => new ConfirmedFrame(identifier),
            "reject_subscription" => new RejectedFrame(identifier),
            "disconnect" => new DisconnectFrame(Text(root, "reason"), !(root.TryGetProperty("reconnect", out var again) && again.ValueKind == JsonValueKind.False)),
            null when root.TryGetProperty("message", out var message) => new BroadcastFrame(identifier, message.Clone()),
            _ => Unknown,
        };
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

internal sealed record WelcomeFrame : CableFrame;

internal sealed record PingFrame : CableFrame;

internal sealed record ConfirmedFrame(string Identifier) : CableFrame;

internal sealed record RejectedFrame(string Identifier) : CableFrame;

/// <summary>The server's goodbye; not sent by Chatwoot when it is stopped, but part of ActionCable.</summary>
internal sealed record DisconnectFrame(string? Reason, bool MayReconnect) : CableFrame;

internal sealed record BroadcastFrame(string Identifier, JsonElement Message) : CableFrame;

internal sealed record UnknownFrame : CableFrame;
