using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>What is known of the messages of a chat in an inbox, and what is noted when one more is shown.</summary>
internal sealed class ShownLinks(MessageLinkStore links)
{
    /// <summary>The links of a WhatsApp message in this inbox, the original first, then later copies.</summary>
    public async Task<IReadOnlyList<StoredLink>> FindAsync(Integration integration, LaneKey lane, MessageId message, CancellationToken cancellationToken)
    {
        var found = await links.FindAsync(lane.InstanceId, lane.ChatId, message.Value, cancellationToken);
        return [.. found.Where(stored => stored.Link.IntegrationId == integration.Id)];
    }

    /// <summary>
    /// Whether somebody may change or delete a message as its writer. An edit and a deletion are claims of whoever sent them: WhatsApp's server cannot read
    /// them, so each client has to look.
    /// </summary>
    public static bool IsWriter(MessageLink message, MessageEvent claimed) => message.Kind == MessageLink.Placeholder
        || (message.FromMe == claimed.FromMe
            && (claimed.FromMe || message.Participant is null || message.Participant == claimed.Sender.Value || message.Participant == claimed.SenderAlias?.Value));

    /// <summary>The message that an event answers or is about, as a message in this conversation can refer to it.</summary>
    public async Task<AboutMessage?> AboutAsync(
        Integration integration, LaneKey lane, MessageEvent happened, long conversationId, CancellationToken cancellationToken)
    {
        if (SourceIds.TargetOf(happened) is not { } target)
        {
            return null;
        }

        var found = await FindAsync(integration, lane, target, cancellationToken);
        var here = found.Where(stored => stored.Link.ConversationId == conversationId).Select(stored => stored.Link).FirstOrDefault();
        var quoted = (happened as MessageReceived)?.Quote?.Text;
        return new AboutMessage(here?.ChatwootMessageId, quoted ?? found.Select(stored => stored.Link.Snippet).FirstOrDefault(snippet => snippet is not null))
        {
            IsPart = here is { Parts: > 1 },
        };
    }

    /// <summary>The links to store when an event was shown as a Chatwoot message; none for notes.</summary>
    public async Task<IReadOnlyList<MessageLink>> OfAsync(
        Integration integration, Delivery row, MessageEvent happened, long conversationId, long chatwootId, CancellationToken cancellationToken)
    {
        var participant = happened.Chat.Kind == ChatKind.Group ? happened.Sender.Value : null;
        MessageLink Link(string whatsAppId, int part, IncomingContent content) =>
            new(whatsAppId, part, happened.FromMe, participant, ContentText.KindOf(content), happened.SentAt, integration.Id, conversationId, chatwootId)
            {
                Snippet = ContentText.Snippet(content),
            };
        return happened switch
        {
            // Not a message that somebody could be told was read.
            MessageReceived { Content: IncomingUndecryptable content } => [Link(row.TargetId, 0, content) with { FromMe = true, Snippet = null }],
            MessageReceived message => [Link(message.Id.Value, 0, message.Content)],
            MessageEdited edit when await NextCopyAsync(integration, row.Lane, edit.Target, cancellationToken) is { } copy => [Link(edit.Target.Value, copy, edit.Content)],

            // The original never came: should it come still, it must not be taken for known.
            MessageEdited edit => [Link(edit.Id.Value, 0, edit.Content)],
            _ => [],
        };
    }

    /// <summary>The part under which one more copy of a message is linked; null when the message itself is not linked.</summary>
    public async Task<int?> NextCopyAsync(Integration integration, LaneKey lane, MessageId message, CancellationToken cancellationToken)
    {
        var found = await FindAsync(integration, lane, message, cancellationToken);
        return found.Count == 0 ? null : Math.Max(MessageLink.FirstCopy, found.Max(stored => stored.Link.Part) + 1);
    }
}
