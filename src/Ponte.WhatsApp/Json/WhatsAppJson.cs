using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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
            new JsonStringEnumConverter<MediaKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<ReceiptLevel>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<CallOutcome>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<GroupChange>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<TypingState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });
}
