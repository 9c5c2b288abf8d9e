using Amazon.Runtime;
using Amazon.S3.Model;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Puts objects into buckets. What goes wrong is a value.</summary>
internal sealed class BucketUpload(BucketClients clients, TimeProvider time)
{
    // The slowest road that is worth waiting for.
    private const long LowestBytesPerSecond = 64 * 1024;
    private static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(15);

    /// <summary>Puts an object, over whatever is there under its key; null when it is there.</summary>
    /// <param name="bucket">Where to.</param>
    /// <param name="key">Its key.</param>
    /// <param name="content">What it holds; read twice, since its hash is signed.</param>
    /// <param name="contentType">As what it is given out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<BucketTrouble?> PutAsync(Bucket bucket, string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket.Name,
            Key = key,
            InputStream = content,
            ContentType = contentType,
            AutoCloseStream = false,

            // In one piece with one signature: what all storages take.
            UseChunkEncoding = false,
        };
        var limit = LeastLimit + TimeSpan.FromSeconds((double)content.Length / LowestBytesPerSecond);
        return AskAsync(
            bucket,
            limit,
            async (client, stop) => string.IsNullOrEmpty((await client.PutObjectAsync(request, stop)).ETag) ? BucketTrouble.NoStorage : null,
            cancellationToken);
    }

    /// <summary>Removes an object; null when it is gone.</summary>
    public Task<BucketTrouble?> RemoveAsync(Bucket bucket, string key, CancellationToken cancellationToken) => AskAsync(
        bucket,
        LeastLimit,
        async (client, stop) =>
        {
            await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket.Name, Key = key }, stop);
            return null;
        },
        cancellationToken);

    private async Task<BucketTrouble?> AskAsync(
        Bucket bucket, TimeSpan limit, Func<Amazon.S3.AmazonS3Client, CancellationToken, Task<BucketTrouble?>> ask, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var client = clients.Create(bucket);
            return await ask(client, stop.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return BucketTrouble.Late;
        }
        catch (Exception exception) when (exception is AmazonClientException or AmazonServiceException or HttpRequestException or IOException
            && BucketTrouble.Of(exception, bucket) is not null)
        {
            return BucketTrouble.Of(exception, bucket);
        }
    }
}
