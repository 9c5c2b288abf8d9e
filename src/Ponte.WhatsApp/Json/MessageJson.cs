using System.Text.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Json;

/// <summary>Messages to send, and references to media, as JSON in the form of engine/PROTOCOL.md. It holds people's words and secrets of media.</summary>
public static class MessageJson
{
    /// <summary>The message as JSON.</summary>
    public static string Write(OutgoingMessage message) => JsonSerializer.Serialize(message, WhatsAppJson.Shared.OutgoingMessage);

    /// <summary>The reference as JSON.</summary>
    public static string Write(MediaReference media) => JsonSerializer.Serialize(media, WhatsAppJson.Shared.MediaReference);

    /// <summary>Reads what <see cref="Write(OutgoingMessage)"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a message.</exception>
    public static OutgoingMessage ReadOutgoing(string json) => WhatsAppJson.Read(json, WhatsAppJson.Shared.OutgoingMessage);

    /// <summary>Reads what <see cref="Write(MediaReference)"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a reference.</exception>
    public static MediaReference ReadMedia(string json) => WhatsAppJson.Read(json, WhatsAppJson.Shared.MediaReference);
}
