namespace Ponte.Chatwoot;

/// <summary>Time limits of one client.</summary>
public sealed record ChatwootClientOptions
{
    /// <summary>Limit of one ordinary call, from sending to the last byte of the answer. The default is 15 seconds, Chatwoot's own request limit.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Limit of a call that uploads attachments. The default is 2 minutes; a second is added for every 256 KiB of the files whose length is known.</summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
