using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.WhatsApp.Json;

/// <summary>An id as its text.</summary>
internal sealed class IdConverter<T>(IdConverter<T>.Parser parse, Func<T, string> write) : JsonConverter<T>
    where T : struct
{
    public delegate bool Parser(string? text, out T id);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && parse(reader.GetString(), out var id) ? id : throw new JsonException($"Not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
}
