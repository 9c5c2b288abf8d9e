using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>One line of the sent file.</summary>
internal sealed record SentLine(string MessageId, string Chat, string Text, DateTimeOffset At)
{
    /// <summary>The line, or null when it is torn or not a line of ours.</summary>
    public static SandboxSent? Read(ReadOnlyMemory<byte> bytes) =>
        SandboxJson.Read(bytes, SandboxJson.Lines.SentLine) is { Text: not null } line
        && Ids.MessageId.TryParse(line.MessageId, out var id)
        && ChatId.TryParse(line.Chat, out var chat)
            ? new SandboxSent(id, chat, line.Text, line.At)
            : null;
}
