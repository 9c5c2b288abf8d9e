namespace Ponte.Gateway.Media;

/// <summary>What became of a download.</summary>
internal abstract record DownloadAnswer
{
    private DownloadAnswer()
    {
    }

    /// <summary>The file is complete on the disk.</summary>
    public sealed record Saved : DownloadAnswer;

    /// <summary>It is larger than allowed; nothing is on the disk.</summary>
    public sealed record TooLarge : DownloadAnswer;

    /// <summary>It is not there, or must not be fetched from there: asking again will not help.</summary>
    /// <param name="Reason">Why, in words for a person.</param>
    public sealed record Refused(string Reason) : DownloadAnswer;

    /// <summary>It could not be fetched now.</summary>
    /// <param name="Reason">Why, in words for a person.</param>
    /// <param name="IsUnreachable">No server answered at that address.</param>
    public sealed record Failed(string Reason, bool IsUnreachable) : DownloadAnswer;
}
