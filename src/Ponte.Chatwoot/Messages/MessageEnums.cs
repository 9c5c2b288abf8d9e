namespace Ponte.Chatwoot.Messages;

/// <summary>Whose message it is. REST and realtime give a number, webhooks a word (Chatwoot contract 6.4, 8.2).</summary>
public enum MessageType
{
    /// <summary>A type this library does not know.</summary>
    Unknown = -1,

    /// <summary>From the contact.</summary>
    Incoming = 0,

    /// <summary>From an agent, a bot, or this library's user.</summary>
    Outgoing = 1,

    /// <summary>A line such as "Conversation was marked resolved by ...".</summary>
    Activity = 2,

    /// <summary>Greeting, out-of-office or survey, written by Chatwoot to the contact.</summary>
    Template = 3,
}

/// <summary>How far a message got. Every message is born <see cref="Sent"/> (Chatwoot contract 6.4, 6.7).</summary>
public enum MessageStatus
{
    /// <summary>A status this library does not know.</summary>
    Unknown = -1,

    /// <summary>Handed over.</summary>
    Sent = 0,

    /// <summary>On the recipient's device.</summary>
    Delivered = 1,

    /// <summary>Read. A later "delivered" is ignored by Chatwoot.</summary>
    Read = 2,

    /// <summary>Not sent; the cause is in <see cref="MessageContentAttributes.ExternalError"/>.</summary>
    Failed = 3,
}
