namespace Ponte.WhatsApp.Media;

/// <summary>What became of fetching a file.</summary>
public abstract record MediaAnswer
{
    private MediaAnswer()
    {
    }

    /// <summary>The file is complete on the disk, its hash checked.</summary>
    /// <param name="Size">Bytes.</param>
    public sealed record Saved(long Size) : MediaAnswer;

    /// <summary>It is larger than the caller takes; nothing is left on the disk.</summary>
    /// <param name="Size">Bytes, when known.</param>
    public sealed record TooLarge(long? Size) : MediaAnswer;

    /// <summary>WhatsApp does not have it at the moment; the phone may upload it again. Asking again later may help.</summary>
    /// <param name="Reason">One sentence for a person.</param>
    public sealed record Gone(string Reason) : MediaAnswer;

    /// <summary>It could not be fetched now.</summary>
    /// <param name="Reason">One sentence for a person.</param>
    public sealed record Failed(string Reason) : MediaAnswer;
}
