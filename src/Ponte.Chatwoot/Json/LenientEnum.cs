using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.Chatwoot.Json;

/// <summary>
/// An enum given as Chatwoot's number or its name in any case; <c>Unknown</c> (0) for anything else, such as a value of a later Chatwoot.
/// Chatwoot counts from 0, so its numbers are one less than ours: a field that is absent must not read as Chatwoot's first value.
/// </summary>
internal sealed class LenientEnum<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) && number is >= 0 and < 100 ? Defined((T)Enum.ToObject(typeof(T), number + 1)) : default;
            case JsonTokenType.String:
                var text = reader.GetString();
                return text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var named) ? Defined(named) : default;
            default:
                reader.Skip();
                return default;
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static T Defined(T value) => Enum.IsDefined(value) ? value : default;
}
