using System.Globalization;
using System.Text.Json;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.Ledger;

namespace Ponte.SystemTests.Buckets;

/// <summary>An S3 server that the tests of a class share; each takes a bucket of its own.</summary>
public sealed class BucketWorld : IAsyncLifetime
{
    private FakeS3Process? _server;
    private int _last;

    /// <summary>The server.</summary>
    public FakeS3Process Server => _server!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await FakeS3Process.StartAsync(Token);

    /// <summary>A new empty bucket.</summary>
    public string NewBucket()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bucket-{Interlocked.Increment(ref _last)}");
        Server.CreateBucket(name);
        return name;
    }

    /// <summary>The body that sets a bucket.</summary>
    public object Body(string bucket, string prefix = "", string secret = FakeS3Process.SecretKey) => new
    {
        enabled = true, region = "us-east-1", bucket, accessKey = FakeS3Process.AccessKey, secretKey = secret, endpoint = Server.BaseUrl, pathPrefix = prefix,
    };

    /// <summary>Lets the files of an instance go into a new bucket, and returns its name.</summary>
    internal async Task<string> SetAsync(BridgedInstance instance, string prefix = "")
    {
        var bucket = NewBucket();
        await instance.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/s3/{instance.Name}", Body(bucket, prefix), 200, Token);
        return bucket;
    }

    /// <summary>Waits until the file of a message is in its bucket, and returns it as whoever has the event reads it.</summary>
    internal async Task<(byte[] Bytes, string? Type)> FileAsync(BridgedInstance instance, JsonElement data)
    {
        await instance.HasDeliveriesAsync($"?messageId={data.GetProperty("id").GetString()}&destination=s3&state=done", 1);
        return await Server.ReadAsync(UrlOf(data)!, Token);
    }

    /// <summary>The address that an event tells.</summary>
    internal static string? UrlOf(JsonElement data) => data.GetProperty("message").GetProperty("media").GetProperty("s3Url").GetString();

    public async ValueTask DisposeAsync() => await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
}
