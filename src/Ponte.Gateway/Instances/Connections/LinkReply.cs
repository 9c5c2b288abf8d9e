using System.Text;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Linking;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>A <see cref="LinkAnswer"/> as it travels between grains.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Code">The QR's text or the pairing code; a secret while it lives.</param>
/// <param name="Cause">Why there is no code, when it failed.</param>
[GenerateSerializer]
[Immutable]
internal sealed record LinkReply([property: Id(0)] LinkOutcome Outcome, [property: Id(1)] string? Code = null, [property: Id(2)] ConnectionCause? Cause = null)
{
    public static LinkReply Failed(ConnectionCause? cause) => new(LinkOutcome.Failed, Cause: cause ?? ConnectionCause.EngineStopped);

    public static LinkReply From(LinkAnswer answer) => answer switch
    {
        LinkAnswer.Qr qr => new(LinkOutcome.Qr, qr.Payload),
        LinkAnswer.PairingCode pairing => new(LinkOutcome.PairingCode, pairing.Code),
        LinkAnswer.AlreadyLinked { State: SessionState.Connected } => new(LinkOutcome.Connected),
        LinkAnswer.AlreadyLinked => new(LinkOutcome.Connecting),
        LinkAnswer.Failed failed => Failed(failed.Cause),
        _ => Failed(null),
    };

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Outcome = ").Append(Outcome).Append(", Cause = ").Append(Cause?.Code);
        return true;
    }
}
