using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages;

/// <summary>Finds the WhatsApp message that an agent's message answers.</summary>
internal sealed class OutgoingQuotes(MessageLinkStore links)
{
    /// <summary>The quote; null when it answers none, or one that WhatsApp does not know.</summary>
    /// <param name="payload">The message.</param>
    /// <param name="lane">Its chat.</param>
    /// <param name="chat">The chat's address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OutgoingQuote?> FindAsync(OutgoingPayload payload, LaneKey lane, ChatId chat, CancellationToken cancellationToken)
    {
        if (payload.Origin is not { } origin || await LinkAsync(payload, origin, lane, cancellationToken) is not { Link: var link }
            || !MessageId.TryParse(link.WhatsAppId, out var id))
        {
            return null;
        }

        var sender = link.FromMe ? null : link.Participant ?? chat.Value;
        return sender is null ? new OutgoingQuote(id, null, link.Snippet ?? "")
            : UserId.TryParse(sender, out var user) ? new OutgoingQuote(id, user, link.Snippet ?? "")
            : null;
    }

    private async Task<StoredLink?> LinkAsync(OutgoingPayload payload, ChatwootOrigin origin, LaneKey lane, CancellationToken cancellationToken)
    {
        if (payload.ReplyTo is { } message)
        {
            var found = await links.FindByChatwootAsync(origin.IntegrationId, message, cancellationToken);
            if (found.FirstOrDefault(link => link.ChatId == lane.ChatId && link.Link.Kind != MessageLink.Placeholder) is { } known)
            {
                return known;
            }
        }

        // A note about a message, such as a reaction, stands for that message.
        var id = payload.ReplyToSource?.Split(':')[0];
        return string.IsNullOrEmpty(id) ? null : await links.FindAsync(lane.InstanceId, lane.ChatId, id, cancellationToken) is [var named, ..] ? named : null;
    }
}
