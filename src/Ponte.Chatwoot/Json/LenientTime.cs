using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ponte.Chatwoot.Json;

/// <summary>Epoch seconds (whole or with a fraction, also as text) or ISO-8601; null for anything else and for 0, which Chatwoot writes for "never".</summary>
internal sealed class LenientTime : JsonConverter<DateTimeOffset?>
{
    private const double LastSecond = 253402300799;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDouble(out var seconds) ? FromEpoch(seconds) : null;
            case JsonTokenType.String:
                var text = reader.GetString()!;
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FromEpoch(number)
                    : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var iso) ? iso
                    : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value?.ToString("O", CultureInfo.InvariantCulture));

    private static DateTimeOffset? FromEpoch(double seconds) =>
        seconds is > 0 and <= LastSecond ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;
}
