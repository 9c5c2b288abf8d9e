using System.Text;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;

namespace Ponte.Gateway.Bridge.Outgoing;

/// <summary>Converts what an agent wrote into what WhatsApp is sent: one payload for each WhatsApp message. Pure.</summary>
internal static class ChatwootToWhatsApp
{
    /// <summary>The longest text of one WhatsApp message, in characters; a longer one is cut between lines or words.</summary>
    public const int MaxText = 65_536;

    /// <summary>The longest caption, in characters; longer words are a message of their own before the file.</summary>
    public const int MaxCaption = 1_024;

    /// <summary>The WhatsApp messages that a message becomes, in order; none when there is nothing in it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="integration">The integration it came through.</param>
    /// <param name="surveyUrl">Where the contact answers a survey that does not say so itself; null when it is none.</param>
    public static IReadOnlyList<OutgoingPayload> Payloads(Message message, Integration integration, string? surveyUrl)
    {
        var origin = new ChatwootOrigin(integration.Id, message.ConversationId ?? 0, message.Id);
        var text = Text(message, integration.Flags.SignMessages, surveyUrl);
        var files = message.Attachments.Where(attachment => !string.IsNullOrEmpty(attachment.DataUrl)).Select(file => AttachmentNames.Describe(file, integration.BaseUrl)).ToList();
        var isCaption = files.Count > 0 && text.Length is > 0 and <= MaxCaption && TakesCaption(message.Attachments, files);
        var payloads = new List<OutgoingPayload>();
        if (!isCaption)
        {
            payloads.AddRange(Cut(text).Select(part => new OutgoingPayload(part, origin)));
        }

        payloads.AddRange(files.Select((file, index) => new OutgoingPayload(isCaption && index == 0 ? text : "", origin) { Attachment = file }));
        return
        [
            .. payloads.Select((payload, index) => payload with
            {
                Parts = payloads.Count,
                ReplyTo = index == 0 ? message.ContentAttributes.InReplyTo : null,
                ReplyToSource = index == 0 ? message.ContentAttributes.InReplyToExternalId : null,
            }),
        ];
    }

    /// <summary>The text, with the agent's name before it when asked for (http-contract §9); empty when there is none.</summary>
    public static string Text(Message message, bool sign, string? surveyUrl = null)
    {
        var text = Body(message, surveyUrl);
        var name = message.Sender is { Type: "user" } agent ? Name(agent) : null;
        return sign && name is not null && text.Length > 0 ? $"*{name}*:\n{text}" : text;
    }

    private static string Body(Message message, string? surveyUrl)
    {
        var body = new StringBuilder(WhatsAppText.FromMarkdown(message.Content ?? ""));
        if (surveyUrl is not null)
        {
            body.Append(body.Length > 0 ? "\n" : "").Append(surveyUrl);
        }

        var number = 0;
        foreach (var item in message.ContentAttributes.Items)
        {
            body.Append(body.Length > 0 ? "\n" : "").Append(++number).Append(". ").AppendJoin(" – ", Words(item));
            foreach (var action in item.Actions)
            {
                body.Append("\n   ").AppendJoin(": ", new[] { action.Text, action.Uri }.Where(word => !string.IsNullOrWhiteSpace(word)));
            }
        }

        return body.ToString().Trim();
    }

    private static IEnumerable<string> Words(MessageItem item) =>
        new[] { item.Title ?? item.Label, item.Description, item.Link }.OfType<string>().Where(word => !string.IsNullOrWhiteSpace(word));

    // Audio carries no words on WhatsApp.
    private static bool TakesCaption(IReadOnlyList<Attachment> attachments, List<OutgoingAttachment> files) =>
        attachments.First(attachment => !string.IsNullOrEmpty(attachment.DataUrl)).FileType != "audio" && !files[0].IsRecording;

    private static IEnumerable<string> Cut(string text)
    {
        while (text.Length > MaxText)
        {
            var at = text.LastIndexOf('\n', MaxText - 1, MaxText / 2);
            at = at < 0 ? text.LastIndexOf(' ', MaxText - 1, MaxText / 2) : at;
            at = at < 0 ? (char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText) : at;
            yield return text[..at];
            text = text[at..].TrimStart();
        }

        if (text.Length > 0)
        {
            yield return text;
        }
    }

    private static string? Name(MessageSender agent)
    {
        var name = (string.IsNullOrWhiteSpace(agent.AvailableName) ? agent.Name : agent.AvailableName)?.Replace("*", "", StringComparison.Ordinal).Trim();
        return string.IsNullOrEmpty(name) ? null : name;
    }
}
