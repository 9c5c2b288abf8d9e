namespace Ponte.Gateway.Instances.Buckets;

// What Dapper reads and writes.
internal sealed class BucketRow
{
    public string InstanceId { get; init; } = "";

    public string Region { get; init; } = "";

    public string Bucket { get; init; } = "";

    public string AccessKey { get; init; } = "";

    public string SecretKeyEncrypted { get; init; } = "";

    public string Endpoint { get; init; } = "";

    public string PathPrefix { get; init; } = "";

    public string BaseUrl { get; init; } = "";
}
