using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances;

/// <summary>A <see cref="SendResult"/> as it travels between grains.</summary>
/// <param name="Outcome">What became of the send.</param>
/// <param name="Code">The protocol's error code of a refusal, else 0.</param>
/// <param name="Reason">One sentence for a person, empty when accepted.</param>
[GenerateSerializer]
[Immutable]
internal sealed record SendAnswer([property: Id(0)] SendOutcome Outcome, [property: Id(1)] int Code, [property: Id(2)] string Reason)
{
    public static SendAnswer From(SendResult result) => result switch
    {
        SendResult.Accepted => new(SendOutcome.Accepted, 0, ""),
        SendResult.Refused refused => new(SendOutcome.Refused, refused.Code, refused.Reason),
        SendResult.Uncertain uncertain => new(SendOutcome.Uncertain, 0, uncertain.Reason),
        _ => new(SendOutcome.NotConnected, 0, "the instance is not connected to WhatsApp"),
    };
}
