namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The message that an event answers or is about.</summary>
/// <param name="ChatwootId">Its Chatwoot id, when it stands in the same conversation.</param>
/// <param name="Words">Its words, in WhatsApp's formatting; null when nothing is known of them.</param>
internal sealed record AboutMessage(long? ChatwootId, string? Words)
{
    /// <summary>It is one of several that one Chatwoot message became on WhatsApp.</summary>
    public bool IsPart { get; init; }

    /// <summary>The id only: the words are a customer's.</summary>
    public override string ToString() => $"about {ChatwootId}";
}
