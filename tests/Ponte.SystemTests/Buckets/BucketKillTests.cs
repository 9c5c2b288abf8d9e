namespace Ponte.SystemTests.Buckets;

/// <summary>The gateway is killed when the bucket has a file and the row does not say so.</summary>
public sealed class BucketKillTests(BucketWorld buckets) : IClassFixture<BucketWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_KilledAfterAnUpload_PutsTheSameObjectAgain()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = folder.File("data") }, Token);
        await gateway.Http.CreateSandboxAsync("shop", Token);
        var bucket = buckets.NewBucket();
        await gateway.Http.SendAsync(HttpMethod.Post, "/api/instance/s3/shop", buckets.Body(bucket), 200, Token);
        await gateway.RestartAsync(start => start with { Environment = new Dictionary<string, string?> { ["PONTE_FAULT_POINT"] = "object-put:1" } }, Token);
        var file = await gateway.Http.UploadAsync("shop", [1, 2, 3], "image/png", null, Token);
        try
        {
            await gateway.Http.HappenAsync("shop", "receive", new { from = "5511900000001", content = new { kind = "media", media = "image", file } }, Token);
        }
        catch (HttpRequestException)
        {
            // Killed before it answered.
        }

        await gateway.Exited.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Single(buckets.Server.Objects(bucket));
        await gateway.RestartAsync(start => start with { Environment = new Dictionary<string, string?>() }, Token);

        await Eventually.HoldsAsync(
            async () => (await gateway.Http.SendAsync(HttpMethod.Get, "/api/deliveries/shop?destination=s3&state=done", null, 200, Token)).GetProperty("deliveries").GetArrayLength() == 1,
            TimeSpan.FromMinutes(1));
        Assert.Single(buckets.Server.Objects(bucket));
    }
}
