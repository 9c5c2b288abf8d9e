using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>What a webhook posts and a WebSocket sends (http-contract 6.5).</summary>
/// <param name="Event">An <see cref="EventName"/>.</param>
/// <param name="Data">What happened, in the shape of its type.</param>
/// <param name="InstanceData">Whose event it is.</param>
internal sealed record EventEnvelope(string Event, object Data, InstanceData InstanceData)
{
    /// <summary>How events are written: camel case, nulls included, nothing escaped beyond JSON itself.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The type alone.</summary>
    public override string ToString() => Event;
}

/// <summary>Whose event it is, and what a receiver needs to answer through the API.</summary>
/// <param name="BaseUrl">Where this server is reached.</param>
/// <param name="Instance">The instance's name.</param>
/// <param name="Token">The instance's token.</param>
internal sealed record InstanceData(string BaseUrl, string Instance, string Token)
{
    /// <summary>The name alone: the token is a secret.</summary>
    public override string ToString() => Instance;
}
