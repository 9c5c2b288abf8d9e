using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>A sent message inside a line, in the form of <see cref="MessageJson"/>.</summary>
internal sealed class OutgoingConverter : JsonConverter<OutgoingMessage>
{
    public override OutgoingMessage? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, WhatsAppJson.Shared.OutgoingMessage);

    public override void Write(Utf8JsonWriter writer, OutgoingMessage value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, WhatsAppJson.Shared.OutgoingMessage);
}
