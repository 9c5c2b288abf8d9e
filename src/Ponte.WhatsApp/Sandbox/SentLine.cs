using System.Text.Json.Serialization;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>One line of the sent file.</summary>
internal sealed record SentLine(
    [property: JsonConverter(typeof(OutgoingConverter))] OutgoingMessage? Message, DateTimeOffset At, SandboxFile? File = null)
{
    /// <summary>The line, or null when it is torn or not a line of ours.</summary>
    public static SandboxSent? Read(ReadOnlyMemory<byte> bytes) =>
        SandboxJson.Read(bytes, SandboxJson.Lines.SentLine) is { Message: { } message } line ? new SandboxSent(message, line.At, line.File) : null;
}
