namespace Ponte.Gateway.Events.Payloads;

/// <summary>What an event tells of its file beyond what its sender said.</summary>
/// <param name="S3Url">Where it is, or soon will be, in the instance's bucket; null when it does not go there.</param>
/// <param name="Base64">The bytes, when they are wanted and can be had.</param>
internal sealed record ToldFile(string? S3Url, string? Base64)
{
    public static ToldFile None { get; } = new(null, null);

    /// <summary>Nothing: both may be the file.</summary>
    public override string ToString() => nameof(ToldFile);
}
