using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ponte.WhatsApp.Sandbox;

[JsonSerializable(typeof(ReceivedLine))]
[JsonSerializable(typeof(SentLine))]
[JsonSerializable(typeof(SandboxPeople))]
[JsonSerializable(typeof(SandboxOwn))]
internal sealed partial class SandboxJson : JsonSerializerContext
{
    /// <summary>How lines are written. Texts stay readable UTF-8: these files are for people too.</summary>
    public static SandboxJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The value, or null when the bytes are not one.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }
}
