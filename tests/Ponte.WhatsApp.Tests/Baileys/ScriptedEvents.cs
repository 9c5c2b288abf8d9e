using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>Journal entries for <see cref="ScriptedEngine"/>, and what a reader makes of them.</summary>
internal static class ScriptedEvents
{
    public static object Message(int position, string? text = null) => new
    {
        position,
        kind = "message",
        chat = "5511900000001@s.whatsapp.net",
        id = $"3EB0{position:0000}",
        sender = "5511900000001@s.whatsapp.net",
        fromMe = false,
        sentAt = 1_790_000_000_000,
        content = new { kind = "text", text = text ?? $"m{position}" },
    };

    public static object[] Messages(int from, int count) => [.. Enumerable.Range(from, count).Select(position => Message(position))];

    public static string[] Texts(int from, int count) => [.. Enumerable.Range(from, count).Select(position => $"m{position}")];

    /// <summary>Reads and acknowledges until so many messages have come, and returns their texts.</summary>
    public static async Task<List<string>> ReadAsync(IWhatsAppSession session, int count, Func<int, Task>? each = null)
    {
        var texts = new List<string>();
        while (texts.Count < count)
        {
            var journaled = await BaileysWorld.NextAsync(session);
            if (journaled.Event is MessageReceived { Content: IncomingText text })
            {
                texts.Add(text.Text);
                await (each?.Invoke(texts.Count) ?? Task.CompletedTask);
            }

            await session.AcknowledgeAsync(journaled.Position, TestContext.Current.CancellationToken);
        }

        return texts;
    }
}
