using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for a poll. Pure.</summary>
internal static class PollText
{
    /// <summary>The question and its numbered options.</summary>
    public static string Of(IncomingPoll poll) => Lines.Join(
    [
        $"**Poll:** {WhatsAppText.ToLine(poll.Question)}",
        .. poll.Options.Select((option, index) => $"{index + 1}. {WhatsAppText.ToLine(option)}"),
        poll.IsMultiple ? "\n(Several answers can be chosen.)" : "\n(One answer can be chosen.)",
    ]);
}
