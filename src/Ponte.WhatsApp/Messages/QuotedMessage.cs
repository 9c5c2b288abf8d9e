using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Messages;

/// <summary>A message that another one answers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sender">Who wrote it, when told.</param>
/// <param name="Text">Its words, as the answer repeats them; null for a medium without caption.</param>
public sealed record QuotedMessage(MessageId Id, UserId? Sender = null, string? Text = null)
{
    /// <summary>The id only: the words are a customer's.</summary>
    public override string ToString() => $"quote of {Id}";
}
