using System.Text;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>How the session of an instance stands, as the grain tells it.</summary>
/// <param name="State">The connection's state; <see cref="SessionState.Disconnected"/> while no session is open.</param>
/// <param name="Cause">Why it is not connected, when there is a reason worth telling.</param>
/// <param name="Self">The linked number's address; null when no phone is linked.</param>
/// <param name="Since">When it began to stand like this, as far as this process knows.</param>
[GenerateSerializer]
[Immutable]
internal sealed record InstanceConnection(
    [property: Id(0)] SessionState State,
    [property: Id(1)] ConnectionCause? Cause,
    [property: Id(2)] string? Self,
    [property: Id(3)] DateTimeOffset Since)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("State = ").Append(State).Append(", Cause = ").Append(Cause?.Code).Append(", Since = ").Append(Since);
        return true;
    }
}
