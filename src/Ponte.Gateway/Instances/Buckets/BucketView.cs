namespace Ponte.Gateway.Instances.Buckets;

/// <summary>The media storage of an instance as the API shows it (http-contract 5.7): never with its secret key.</summary>
/// <param name="Enabled">Whether there is one; everything else is null when not.</param>
/// <param name="Region">The region.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="AccessKey">Names the key pair.</param>
/// <param name="Endpoint">Empty for AWS.</param>
/// <param name="PathPrefix">May be empty.</param>
internal sealed record BucketView(bool Enabled, string? Region, string? Bucket, string? AccessKey, string? Endpoint, string? PathPrefix)
{
    public static BucketView None { get; } = new(false, null, null, null, null, null);
}
