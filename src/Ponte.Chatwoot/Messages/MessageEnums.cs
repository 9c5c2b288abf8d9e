namespace Ponte.Chatwoot.Messages;

/// <summary>Whose message it is. REST and realtime give a number, counted from 0, webhooks a word (Chatwoot contract 6.4, 8.2); the numbers here are not Chatwoot's.</summary>
public enum MessageType
{
    /// <summary>A type this library does not know.</summary>
    Unknown = 0,

    /// <summary>From the contact.</summary>
    Incoming = 1,

    /// <summary>From an agent, a bot, or this library's user.</summary>
    Outgoing = 2,

    /// <summary>A line such as "Conversation was marked resolved by ...".</summary>
    Activity = 3,

    /// <summary>Greeting, out-of-office or survey, written by Chatwoot to the contact.</summary>
    Template = 4,
}

/// <summary>How far a message got. Every message is born <see cref="Sent"/> (Chatwoot contract 6.4, 6.7).</summary>
public enum MessageStatus
{
    /// <summary>A status this library does not know.</summary>
    Unknown = 0,

    /// <summary>Handed over.</summary>
    Sent = 1,

    /// <summary>On the recipient's device.</summary>
    Delivered = 2,

    /// <summary>Read. A later "delivered" is ignored by Chatwoot.</summary>
    Read = 3,

    /// <summary>Not sent; the cause is in <see cref="MessageContentAttributes.ExternalError"/>.</summary>
    Failed = 4,
}
