using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>How a row for WhatsApp stands.</summary>
/// <param name="ChatId">Its chat.</param>
/// <param name="Id">The WhatsApp id it is sent under.</param>
/// <param name="State">A <see cref="DeliveryState"/>.</param>
/// <param name="Reason">Why it failed, or what it waits for; null when there is nothing to tell.</param>
internal sealed record SentState(long ChatId, string Id, string State, string? Reason)
{
    /// <summary>Whether nothing more will become of it by itself.</summary>
    public bool IsSettled => State != DeliveryState.Pending;
}
