using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge;

/// <summary>Converts what WhatsApp delivered into what Chatwoot is posted. Pure.</summary>
internal static class WhatsAppToChatwoot
{
    /// <summary>The message to post, carrying the WhatsApp id as its <c>source_id</c>.</summary>
    public static NewMessage Message(MessageReceived message, string sourceId)
    {
        var words = TextOf(message.Content);
        var text = message.Chat.Kind == ChatKind.Group && !message.FromMe ? $"**{SenderLabel(message)}:**\n{words}" : words;
        return new NewMessage
        {
            // Chatwoot renders Liquid in outgoing text only (contract 6.1).
            Content = message.FromMe ? LiquidText.Escape(text) : text,
            MessageType = message.FromMe ? MessageType.Outgoing : MessageType.Incoming,
            SourceId = sourceId,
        };
    }

    /// <summary>A private note that agents see and customers do not.</summary>
    public static NewMessage Note(NotePayload payload, string sourceId) => new()
    {
        Content = LiquidText.Escape(payload.Text),
        MessageType = MessageType.Outgoing,
        Private = true,
        SourceId = sourceId,
    };

    /// <summary>The words of a message; what cannot be shown is named.</summary>
    public static string TextOf(IncomingContent content) => content switch
    {
        IncomingText text => text.Text,
        IncomingUnsupported unsupported => UnsupportedContent.Describe(unsupported),
        _ => UnsupportedContent.Describe(new IncomingUnsupported("unknown")),
    };

    // By number where one is known.
    private static string SenderLabel(MessageReceived message)
    {
        var number = message.Sender.PhoneNumber ?? message.SenderAlias?.PhoneNumber;
        var name = Plain(message.SenderName);
        return (name, number) switch
        {
            (null, null) => "Unknown participant",
            (null, _) => number,
            (_, null) => name,
            _ => $"{name} ({number})",
        };
    }

    // A push name is anything the participant typed; it must not break out of the bold label.
    private static string? Plain(string? name)
    {
        var plain = new string([.. (name ?? "").Where(c => !char.IsControl(c) && c is not ('*' or '_' or '`' or '[' or ']' or '<' or '>' or '\\'))]).Trim();
        return plain.Length == 0 ? null : plain;
    }
}
