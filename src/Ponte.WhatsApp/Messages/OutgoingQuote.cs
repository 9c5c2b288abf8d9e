using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Messages;

/// <summary>The message that one to send answers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sender">Who wrote it; null: this number.</param>
/// <param name="Text">Its words, as the answer is to show them; empty when nothing is known of them.</param>
public sealed record OutgoingQuote(MessageId Id, UserId? Sender = null, string Text = "")
{
    /// <summary>The chat it is from; null: the one it is answered in.</summary>
    public ChatId? Chat { get; init; }

    /// <summary>The id only: the words are a customer's.</summary>
    public override string ToString() => $"quote of {Id}";
}
