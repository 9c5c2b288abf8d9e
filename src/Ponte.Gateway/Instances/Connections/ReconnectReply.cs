using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>What came of a reconnect.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Cause">Why not, when it failed.</param>
[GenerateSerializer]
[Immutable]
internal sealed record ReconnectReply([property: Id(0)] ReconnectOutcome Outcome, [property: Id(1)] ConnectionCause? Cause = null);
