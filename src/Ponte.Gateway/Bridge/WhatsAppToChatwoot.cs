using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge;

/// <summary>Converts what WhatsApp delivered into what Chatwoot is posted. Pure.</summary>
internal static class WhatsAppToChatwoot
{
    /// <summary>The message to post, carrying the WhatsApp id as its <c>source_id</c>.</summary>
    public static NewMessage Message(IncomingPayload payload, ChatId chat, string sourceId)
    {
        var text = chat.Kind == ChatKind.Group && !payload.FromMe ? $"**{SenderLabel(payload)}:**\n{payload.Text}" : payload.Text;
        return new NewMessage
        {
            // Chatwoot renders Liquid in outgoing text only (contract 6.1).
            Content = payload.FromMe ? LiquidText.Escape(text) : text,
            MessageType = payload.FromMe ? MessageType.Outgoing : MessageType.Incoming,
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

    private static string SenderLabel(IncomingPayload payload)
    {
        var number = UserId.TryParse(payload.Sender, out var user) ? user.PhoneNumber : null;
        var name = Plain(payload.SenderName);
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
