using System.Text.Json;
using Ponte.WhatsApp.Events;

namespace Ponte.WhatsApp.Json;

/// <summary>Events as JSON, in the form of engine/PROTOCOL.md: camel case, <c>kind</c> names the record, times are Unix milliseconds, what is null is left out.</summary>
public static class EventJson
{
    /// <summary>The event as JSON. It holds people's words and secrets of media.</summary>
    public static string Write(WhatsAppEvent @event) => JsonSerializer.Serialize(@event, WhatsAppJson.Shared.WhatsAppEvent);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is not an event.</exception>
    public static WhatsAppEvent Read(string json) => WhatsAppJson.Read(json, WhatsAppJson.Shared.WhatsAppEvent);
}
