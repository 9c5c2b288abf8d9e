namespace Ponte.Chatwoot.Realtime;

/// <summary>The four states of the realtime connection.</summary>
public enum CableState
{
    /// <summary>Not started, stopped, or halted: credentials refused or the server forbade to come back. Only <see cref="ActionCableConnection.Reconnect"/> leaves a halt.</summary>
    Disconnected,

    /// <summary>The first attempt is under way.</summary>
    Connecting,

    /// <summary>The subscription is confirmed. Whatever happened before is a gap: catch up over REST.</summary>
    Connected,

    /// <summary>Lost or not reached; waiting for or making the next attempt, for ever.</summary>
    Reconnecting,
}
