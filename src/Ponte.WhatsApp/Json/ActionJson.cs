using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ponte.WhatsApp.Actions;

namespace Ponte.WhatsApp.Json;

/// <summary>Actions and their answers as JSON, in the form of engine/PROTOCOL.md. It holds people's words.</summary>
public static class ActionJson
{
    /// <summary>The action as JSON.</summary>
    public static string Write(SessionAction action) => JsonSerializer.Serialize(action, ActionContext.Shared.SessionAction);

    /// <summary>Reads what <see cref="Write(SessionAction)"/> wrote.</summary>
    /// <exception cref="JsonException">It is not an action.</exception>
    public static SessionAction ReadAction(string json) => WhatsAppJson.Read(json, ActionContext.Shared.SessionAction);

    /// <summary>The answer as JSON.</summary>
    public static string Write<T>(ActionAnswer<T> answer)
        where T : class => answer switch
        {
            ActionDone<T> done => "{\"kind\":\"done\",\"value\":" + JsonSerializer.Serialize(done.Value, InfoOf<T>()) + "}",
            ActionRefused<T> refused => $$"""{"kind":"refused","code":{{refused.Code}}}""",
            ActionNotConnected<T> => """{"kind":"notConnected"}""",
            _ => """{"kind":"unavailable"}""",
        };

    /// <summary>Reads an answer. What is none promises least: <see cref="ActionUnavailable{T}"/>.</summary>
    public static ActionAnswer<T> ReadAnswer<T>(string json)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ReadAnswer<T>(document.RootElement);
        }
        catch (JsonException)
        {
            return new ActionUnavailable<T>();
        }
    }

    internal static JsonElement Element(SessionAction action) => JsonSerializer.SerializeToElement(action, ActionContext.Shared.SessionAction);

    internal static ActionAnswer<T> ReadAnswer<T>(JsonElement answer)
        where T : class
    {
        try
        {
            return answer.GetProperty("kind").GetString() switch
            {
                "done" when answer.GetProperty("value").Deserialize(InfoOf<T>()) is { } value => new ActionDone<T>(value),
                "refused" when answer.GetProperty("code").TryGetInt32(out var code) => new ActionRefused<T>(code),
                "notConnected" => new ActionNotConnected<T>(),
                _ => new ActionUnavailable<T>(),
            };
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or KeyNotFoundException)
        {
            return new ActionUnavailable<T>();
        }
    }

    private static JsonTypeInfo<T> InfoOf<T>() => (JsonTypeInfo<T>)ActionContext.Shared.Options.GetTypeInfo(typeof(T));
}
