namespace Ponte.Gateway.Instances.Buckets;

/// <summary>The S3 bucket into which the files of an instance go.</summary>
/// <param name="Region">The region that requests are signed for.</param>
/// <param name="Name">The bucket's name; it has to be there.</param>
/// <param name="AccessKey">Names the key pair.</param>
/// <param name="SecretKey">Signs requests.</param>
/// <param name="Endpoint">The address of a storage that is not AWS; empty for AWS.</param>
/// <param name="PathPrefix">What every object's key begins with, without slashes at its ends; may be empty.</param>
internal sealed record Bucket(string Region, string Name, string AccessKey, string SecretKey, string Endpoint, string PathPrefix)
{
    /// <summary>The name alone: the keys open it.</summary>
    public override string ToString() => Name;
}
