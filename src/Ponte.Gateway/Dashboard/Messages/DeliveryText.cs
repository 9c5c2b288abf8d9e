using Ponte.Gateway.Bridge.Incoming;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.History;
using Ponte.Gateway.Messages;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Dashboard.Messages;

/// <summary>The words of a delivery's message, for a visitor who has asked for them.</summary>
internal sealed class DeliveryText(MessageStore messages)
{
    /// <summary>The words as they are now, edits applied, or a stand-in such as <c>[Picture]</c>; null when they are not kept any more.</summary>
    /// <param name="row">The delivery, with its payload.</param>
    /// <param name="whatsAppId">The message's id on WhatsApp.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> FindAsync(LedgerRow row, string? whatsAppId, CancellationToken cancellationToken)
    {
        if (whatsAppId is not null && await messages.FindAsync(row.InstanceId, whatsAppId, cancellationToken) is { Content: { } kept })
        {
            return ContentText.Snippet(kept.Content);
        }

        return row is { Destination: Destination.WhatsApp, Payload.Length: > 0 } ? Of(OutgoingPayload.FromJson(row.Payload)) : null;
    }

    // An agent's or a program's message that has not been sent yet.
    private static string? Of(OutgoingPayload payload) => payload switch
    {
        { Message: { } message } => Of(MessageJson.ReadOutgoing(message).Content),
        { Text.Length: > 0 } => payload.Text,
        { Attachment: { } file } => file.Name,
        _ => null,
    };

    private static string? Of(OutgoingContent content) => content switch
    {
        OutgoingText text => text.Text,
        OutgoingMedia media => media.Caption ?? media.FileName,
        OutgoingEdit edit => edit.Text,
        OutgoingReaction reaction => reaction.Emoji,
        OutgoingPoll poll => poll.Question,
        _ => null,
    };
}
