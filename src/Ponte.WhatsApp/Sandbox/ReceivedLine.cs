using System.Text.Json;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>One line of the received journal. A delivered message keeps only its position, chat and id, for recognising it again.</summary>
internal sealed record ReceivedLine(
    long Position, string Chat, string Id, string? From = null, string? Name = null, DateTimeOffset SentAt = default, string? Text = null, string? Alias = null)
{
    public static ReceivedLine Of(long position, MessageReceived message) => new(
        position,
        message.Chat.Value,
        message.Id.Value,
        message.Sender.Value,
        message.SenderName,
        message.SentAt,
        ((IncomingText)message.Content).Text,
        message.SenderAlias?.Value);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SandboxJson.Lines.ReceivedLine);

    /// <summary>The line, or null when it is torn or not a line of ours.</summary>
    public static ReceivedLine? Read(ReadOnlyMemory<byte> bytes)
    {
        var line = SandboxJson.Read(bytes, SandboxJson.Lines.ReceivedLine);
        return line is { Position: > 0 } && ChatId.TryParse(line.Chat, out _) && MessageId.TryParse(line.Id, out _) ? line : null;
    }

    /// <summary>The event, or null when only what recognises the message is left.</summary>
    public JournaledEvent? ToEvent()
    {
        if (Text is null || !UserId.TryParse(From, out var sender))
        {
            return null;
        }

        var (chat, alias) = (ChatId.Parse(Chat), UserId.TryParse(Alias, out var other) ? other : (UserId?)null);
        return new JournaledEvent(Position, new MessageReceived(chat, MessageId.Parse(Id), sender, FromMe: false, SentAt, new IncomingText(Text))
        {
            SenderName = Name,
            ChatAlias = chat == sender.Chat ? alias?.Chat : null,
            SenderAlias = alias,
        });
    }

    public ReceivedLine WithoutContent() => new(Position, Chat, Id);
}
