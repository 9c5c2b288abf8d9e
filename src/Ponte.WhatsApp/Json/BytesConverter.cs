using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.WhatsApp.Json;

/// <summary>Bytes as base64.</summary>
internal sealed class BytesConverter : JsonConverter<IReadOnlyList<byte>>
{
    public override IReadOnlyList<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var bytes) ? bytes : throw new JsonException("Not base64.");

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<byte> value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value as byte[] ?? [.. value]);
}
