using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Json;

[JsonSerializable(typeof(WhatsAppEvent))]
[JsonSerializable(typeof(IncomingContent))]
[JsonSerializable(typeof(OutgoingMessage))]
[JsonSerializable(typeof(MediaReference))]
internal sealed partial class WhatsAppJson : JsonSerializerContext
{
    public static WhatsAppJson Shared { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new IdConverter<Ids.ChatId>(Ids.ChatId.TryParse, id => id.Value),
            new IdConverter<Ids.UserId>(Ids.UserId.TryParse, id => id.Value),
            new IdConverter<Ids.MessageId>(Ids.MessageId.TryParse, id => id.Value),
            new UnixMillisecondsConverter(),
            new ListConverter<string>(),
            new ListConverter<ContactCard>(),
            new ListConverter<MenuOption>(),
            new ListConverter<OutgoingContact>(),
            new BytesConverter(),
            new JsonStringEnumConverter<MediaKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<ReceiptLevel>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<CallOutcome>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<GroupChange>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<TypingState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });

    /// <summary>Reads JSON that nobody vouches for.</summary>
    /// <exception cref="JsonException">It is not a <typeparamref name="T"/>.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException($"Not a {typeof(T).Name}.");
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            // Without a kind, and half of a surrogate pair.
            throw new JsonException($"Not a {typeof(T).Name}.", e);
        }
    }
}
