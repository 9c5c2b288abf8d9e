using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages;

/// <summary>What is known of a chat that a caller named.</summary>
internal abstract record ChatLookUp
{
    private ChatLookUp()
    {
    }

    /// <summary>It can be written to.</summary>
    /// <param name="Address">The address to use: the one WhatsApp used last or has just told, else the one that was given.</param>
    /// <param name="ChatId">The chat, when it was known.</param>
    public sealed record Found(ChatId Address, long? ChatId) : ChatLookUp
    {
        /// <summary>Nothing: it is personal.</summary>
        public override string ToString() => nameof(Found);
    }

    /// <summary>The number has no WhatsApp.</summary>
    public sealed record Missing : ChatLookUp;

    /// <summary>WhatsApp could not be asked.</summary>
    public sealed record Unavailable : ChatLookUp;
}
