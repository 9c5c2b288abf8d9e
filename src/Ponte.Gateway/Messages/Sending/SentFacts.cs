using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>What an answer to a send tells of the message, whenever it is asked.</summary>
/// <param name="Id">Its WhatsApp id.</param>
/// <param name="Chat">The chat's address; null when the chat is gone.</param>
/// <param name="Self">This number's address, when known.</param>
internal sealed record SentFacts(MessageId Id, ChatId? Chat, string? Self)
{
    /// <summary>What the chat is called, when it is a group and Ponte knows.</summary>
    public string? GroupName { get; init; }

    /// <summary>The id only: the rest is personal.</summary>
    public override string ToString() => Id.Value;
}
