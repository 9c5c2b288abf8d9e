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
    public static WhatsAppJson Shared { get; } = new(SharedOptions.With(
        new ListConverter<ContactCard>(),
        new ListConverter<MenuOption>(),
        new ListConverter<OutgoingContact>(),
        new BytesConverter(),
        SharedOptions.Names<MediaKind>(),
        SharedOptions.Names<ReceiptLevel>(),
        SharedOptions.Names<CallOutcome>(),
        SharedOptions.Names<GroupChange>(),
        SharedOptions.Names<LabelChange>(),
        SharedOptions.Names<TypingState>()));

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
