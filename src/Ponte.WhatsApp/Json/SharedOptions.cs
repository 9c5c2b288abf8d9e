using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Json;

/// <summary>How everything is written and read that passes between gateway and engine (engine/PROTOCOL.md).</summary>
internal static class SharedOptions
{
    /// <summary>The options, with converters of a context's own.</summary>
    public static JsonSerializerOptions With(params ReadOnlySpan<JsonConverter> own)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new IdConverter<ChatId>(ChatId.TryParse, id => id.Value),
                new IdConverter<UserId>(UserId.TryParse, id => id.Value),
                new IdConverter<MessageId>(MessageId.TryParse, id => id.Value),
                new UnixMillisecondsConverter(),
                new ListConverter<string>(),
            },
        };
        foreach (var converter in own)
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    /// <summary>An enumeration by the names of its members.</summary>
    public static JsonConverter Names<T>()
        where T : struct, Enum => new JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
