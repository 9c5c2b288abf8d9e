using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>One line of the received journal: an event, or what is left of one that was delivered, for recognising it again.</summary>
/// <param name="Position">Its place.</param>
/// <param name="Event">The event; null when it was delivered and compacted away.</param>
/// <param name="Key">What is left of it then, see <see cref="KeyOf(WhatsAppEvent)"/>.</param>
internal sealed record ReceivedLine(
    long Position, [property: JsonConverter(typeof(EventConverter))] WhatsAppEvent? Event = null, string? Key = null)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SandboxJson.Lines.ReceivedLine);

    /// <summary>The line, or null when it is torn or not a line of ours.</summary>
    public static ReceivedLine? Read(ReadOnlyMemory<byte> bytes)
    {
        var line = SandboxJson.Read(bytes, SandboxJson.Lines.ReceivedLine);
        return line is { Position: > 0 } && line.Event is null != line.Key is null ? line : null;
    }

    /// <summary>
    /// What recognises an event: kind, chat and id; empty for one without an id. What could not be decrypted is a kind of its own: the message itself
    /// comes later under the same id.
    /// </summary>
    public static string KeyOf(WhatsAppEvent happened) => happened is MessageEvent message
        ? $"{(message is MessageReceived { Content: IncomingUndecryptable } ? nameof(IncomingUndecryptable) : message.GetType().Name)} {message.Chat} {message.Id}"
        : "";

    public string KeyOf() => Event is null ? Key! : KeyOf(Event);

    public ReceivedLine WithoutContent() => new(Position, Key: KeyOf());
}
