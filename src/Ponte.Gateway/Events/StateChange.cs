using Ponte.WhatsApp;

namespace Ponte.Gateway.Events;

/// <summary>The connection of an instance changed.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Status">How it stands from now on.</param>
/// <param name="At">When this was heard.</param>
internal sealed record StateChange(string InstanceId, SessionStatus Status, DateTimeOffset At) : InstanceNews(InstanceId, At)
{
    /// <summary>The instance and the state.</summary>
    public override string ToString() => $"{InstanceId} is {Status.State}";
}
