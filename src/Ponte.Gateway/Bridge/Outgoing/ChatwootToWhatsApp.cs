using Ponte.Chatwoot.Messages;

namespace Ponte.Gateway.Bridge;

/// <summary>Converts what an agent wrote into what WhatsApp is sent. Pure.</summary>
internal static class ChatwootToWhatsApp
{
    /// <summary>The text, with the agent's name before it when asked for (http-contract §9); empty when there is none.</summary>
    public static string Text(Message message, bool sign)
    {
        // The editor writes a line break as backslash and newline (contract 10).
        var text = (message.Content ?? "").Replace("\\\n", "\n", StringComparison.Ordinal).Trim();
        var name = message.Sender is { Type: "user" } agent ? Name(agent) : null;
        return sign && name is not null && text.Length > 0 ? $"*{name}*:\n{text}" : text;
    }

    private static string? Name(MessageSender agent)
    {
        var name = (string.IsNullOrWhiteSpace(agent.AvailableName) ? agent.Name : agent.AvailableName)?.Replace("*", "", StringComparison.Ordinal).Trim();
        return string.IsNullOrEmpty(name) ? null : name;
    }
}
