using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.WhatsApp.Json;

/// <summary>A time as Unix milliseconds.</summary>
internal sealed class UnixMillisecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var time)
                ? DateTimeOffset.FromUnixTimeMilliseconds(time)
                : throw new JsonException("Not a time.");
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new JsonException("Not a time.");
        }
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
