namespace Ponte.Chatwoot.Realtime;

/// <summary>One entry of the connection's single ordered stream.</summary>
public abstract record CableNotice
{
    private protected CableNotice()
    {
    }
}

/// <summary>The state changed, or a further attempt failed for another cause.</summary>
/// <param name="State">The state from here on.</param>
/// <param name="Cause">Why, when it is trouble; null for progress and for a stop that was asked for.</param>
public sealed record ConnectionStateChanged(CableState State, ChatwootError? Cause) : CableNotice;

/// <summary>An event of the subscribed account. It stands after the <see cref="CableState.Connected"/> of its own connection.</summary>
/// <param name="Event">The event.</param>
/// <param name="ReceivedAt">When it came from the socket, which a busy consumer sees later.</param>
public sealed record EventReceived(CableEvent Event, DateTimeOffset ReceivedAt) : CableNotice;
