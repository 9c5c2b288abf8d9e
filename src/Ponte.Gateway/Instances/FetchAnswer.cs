using Ponte.WhatsApp.Media;

namespace Ponte.Gateway.Instances;

/// <summary>A <see cref="MediaAnswer"/> as it travels between grains.</summary>
/// <param name="Outcome">What became of the file.</param>
/// <param name="Size">Bytes, when known.</param>
/// <param name="Reason">One sentence for a person, empty when saved.</param>
[GenerateSerializer]
[Immutable]
internal sealed record FetchAnswer([property: Id(0)] FetchOutcome Outcome, [property: Id(1)] long? Size, [property: Id(2)] string Reason)
{
    public static FetchAnswer From(MediaAnswer answer) => answer switch
    {
        MediaAnswer.Saved saved => new(FetchOutcome.Saved, saved.Size, ""),
        MediaAnswer.TooLarge large => new(FetchOutcome.TooLarge, large.Size, "The file is too large."),
        MediaAnswer.Gone gone => new(FetchOutcome.Gone, null, gone.Reason),
        MediaAnswer.Failed failed => new(FetchOutcome.Failed, null, failed.Reason),
        _ => new(FetchOutcome.Failed, null, ""),
    };
}
