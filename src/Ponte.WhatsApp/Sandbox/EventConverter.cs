using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Json;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>An event inside a line, in the form of <see cref="EventJson"/>.</summary>
internal sealed class EventConverter : JsonConverter<WhatsAppEvent>
{
    public override WhatsAppEvent? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, WhatsAppJson.Shared.WhatsAppEvent);

    public override void Write(Utf8JsonWriter writer, WhatsAppEvent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, WhatsAppJson.Shared.WhatsAppEvent);
}
