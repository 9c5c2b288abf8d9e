using Amazon.Runtime;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Changes where the files of an instance are kept.</summary>
internal sealed class BucketChanges(BucketStore buckets, BucketClients clients, BucketUpload upload, BucketGates gates, BucketHealth health, LaneStore lanes, LaneWaker waker)
{
    // Small, and always the same: a key that may write and not remove leaves one object.
    private const string CheckName = "ponte-check.txt";

    private static readonly byte[] CheckText = "Ponte can write here."u8.ToArray();

    /// <summary>Tries a bucket and stores it, and lets what waits go on there.</summary>
    /// <returns>Why it was not stored, as a sentence; null when it was.</returns>
    public async Task<string?> SaveAsync(string instanceId, Bucket bucket, CancellationToken cancellationToken)
    {
        if (AddressOf(bucket) is not { } baseUrl)
        {
            return BucketTrouble.NoStorage.Sentence;
        }

        if (await CheckAsync(bucket, cancellationToken) is { } trouble)
        {
            return trouble.Sentence;
        }

        await buckets.SaveAsync(instanceId, bucket, baseUrl, cancellationToken);
        await GoOnAsync(instanceId);
        return null;
    }

    /// <summary>Forgets the bucket; what waits for it is dropped.</summary>
    public async Task ClearAsync(string instanceId, CancellationToken cancellationToken)
    {
        await buckets.ClearAsync(instanceId, cancellationToken);
        await GoOnAsync(instanceId);
    }

    private string? AddressOf(Bucket bucket)
    {
        try
        {
            return clients.BaseUrlOf(bucket);
        }
        catch (AmazonClientException)
        {
            return null;
        }
    }

    private async Task<BucketTrouble?> CheckAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Join(bucket.PathPrefix, CheckName);
        using var content = new MemoryStream(CheckText);
        if (await upload.PutAsync(bucket, key, content, "text/plain", cancellationToken) is { } trouble)
        {
            return trouble;
        }

        await upload.RemoveAsync(bucket, key, cancellationToken);
        return null;
    }

    private async Task GoOnAsync(string instanceId)
    {
        gates.Forget(instanceId);
        health.Forget(instanceId);
        waker.Wake(await lanes.HurryAsync(instanceId, Destination.S3, CancellationToken.None));
    }
}
