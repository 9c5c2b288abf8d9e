using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Events;

/// <summary>Something that happened in a chat of an instance, and how Ponte learned of it.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ChatId">The chat.</param>
/// <param name="Event">What happened.</param>
internal sealed record Happening(string InstanceId, long ChatId, ChatEvent Event)
{
    /// <summary>The <see cref="Source"/> of what an agent wrote in Chatwoot.</summary>
    public const string Chatwoot = "chatwoot";

    /// <summary>
    /// Who sent it through Ponte: <see cref="Chatwoot"/>, or the trace label of an API call (http-contract 7.1), <c>api</c> unless told. Empty: it was heard from
    /// WhatsApp.
    /// </summary>
    public string Source { get; init; } = "";

    /// <summary>Under which key the message's file goes into the instance's bucket; null when it does not.</summary>
    public string? ObjectKey { get; init; }

    /// <summary>The kind only: what people write does not belong in logs.</summary>
    public override string ToString() => $"{Event.GetType().Name} in chat {ChatId}";
}
