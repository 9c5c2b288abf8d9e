using System.Text.Json;

namespace Ponte.SystemTests.Events;

/// <summary>One request that a receiver got.</summary>
internal sealed record ReceivedEvent(string Path, IReadOnlyDictionary<string, string> Headers, string Body, int Answered)
{
    public JsonElement Envelope { get; } = JsonDocument.Parse(Body).RootElement.Clone();

    public string Name => Envelope.GetProperty("event").GetString()!;

    public JsonElement Data => Envelope.GetProperty("data");

    /// <summary>The text of a message; null for anything else.</summary>
    public string? Text => Name == "message.exchange" ? Data.GetProperty("message").GetProperty("content").GetString() : null;

    public string Delivery => Headers["X-Ponte-Delivery"];
}
