using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.Chatwoot.Json;

/// <summary>An enum given as its number or its name in any case; <c>Unknown</c> (-1) for anything else, such as a value of a later Chatwoot.</summary>
internal sealed class LenientEnum<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly T Unknown = Enum.Parse<T>("Unknown");

    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) ? Defined((T)Enum.ToObject(typeof(T), number)) : Unknown;
            case JsonTokenType.String:
                return Enum.TryParse<T>(reader.GetString(), ignoreCase: true, out var named) ? Defined(named) : Unknown;
            default:
                reader.Skip();
                return Unknown;
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static T Defined(T value) => Enum.IsDefined(value) ? value : Unknown;
}
