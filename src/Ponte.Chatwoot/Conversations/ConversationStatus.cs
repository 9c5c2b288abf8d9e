namespace Ponte.Chatwoot.Conversations;

/// <summary>The state of a conversation. What messages do to it: Chatwoot contract 5.5.</summary>
public enum ConversationStatus
{
    /// <summary>A state this library does not know.</summary>
    Unknown = 0,

    /// <summary>Waits for or is with an agent.</summary>
    Open = 1,

    /// <summary>Done; an incoming message reopens it unless the contact is blocked.</summary>
    Resolved = 2,

    /// <summary>Not yet shown to agents as open; messages leave it so.</summary>
    Pending = 3,

    /// <summary>Put aside; an incoming message reopens it.</summary>
    Snoozed = 4,
}
