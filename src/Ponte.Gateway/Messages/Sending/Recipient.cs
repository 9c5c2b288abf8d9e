using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Whom a message goes to.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Address">The address that is shown for it; the row finds the one to send to anew.</param>
internal sealed record Recipient(long ChatId, ChatId Address)
{
    /// <summary>Nothing: it is personal.</summary>
    public override string ToString() => nameof(Recipient);
}
