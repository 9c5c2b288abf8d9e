namespace Ponte.Gateway.Instances;

/// <summary>What became of fetching a file from WhatsApp.</summary>
internal enum FetchOutcome
{
    /// <summary>It could not be fetched now.</summary>
    Failed,

    /// <summary>It is complete on the disk.</summary>
    Saved,

    /// <summary>It is larger than allowed.</summary>
    TooLarge,

    /// <summary>WhatsApp does not have it at the moment; the phone may upload it again.</summary>
    Gone,
}
