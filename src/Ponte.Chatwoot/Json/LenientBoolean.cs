using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.Chatwoot.Json;

/// <summary>True for <c>true</c>, <c>"true"</c>, <c>1</c>; everything else is false.</summary>
internal sealed class LenientBoolean : JsonConverter<bool>
{
    public override bool HandleNull => true;

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.String:
                return reader.ValueTextEquals("true"u8) || reader.ValueTextEquals("1"u8);
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) && number == 1;
            default:
                reader.Skip();
                return false;
        }
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
