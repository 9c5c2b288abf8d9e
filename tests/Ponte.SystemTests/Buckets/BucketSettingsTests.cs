using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.SystemTests.Events;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Buckets;

/// <summary>The bucket of an instance is tried before it is stored, and its secret key is never told (http-contract 5.7).</summary>
[Collection(typeof(EventServers))]
public sealed class BucketSettingsTests(Servers servers, BucketWorld buckets) : IClassFixture<BucketWorld>
{
    private const string None = """{"enabled":false,"region":null,"bucket":null,"accessKey":null,"endpoint":null,"pathPrefix":null}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bucket_SetAndWiped_IsShownWithoutItsSecret(bool onPostgres)
    {
        var instance = await servers.CreateAsync(onPostgres);
        var bucket = buckets.NewBucket();

        var set = await SetAsync(instance, buckets.Body(bucket, "/whatsapp/media/"));

        var shown = $$"""{"enabled":true,"region":"us-east-1","bucket":"{{bucket}}","accessKey":"ponte-tests","endpoint":"{{buckets.Server.BaseUrl}}","pathPrefix":"whatsapp/media"}""";
        Assert.Equal(new Answer(200, $$"""{"success":true,"message":"S3 configuration updated","s3":{{shown}}}"""), set);
        Assert.Equal(
            new Answer(200, $$"""{"success":true,"s3":{{shown.Replace("\"endpoint\"", "\"secretKey\":null,\"endpoint\"", StringComparison.Ordinal)}}}"""), await GetAsync(instance));
        Assert.Equal(shown, await ListedAsync(instance));
        Assert.Empty(buckets.Server.Objects(bucket));
        Assert.DoesNotContain(FakeS3Process.SecretKey, instance.Gateway.Output, StringComparison.Ordinal);

        Assert.Equal(new Answer(200, $$"""{"success":true,"message":"S3 configuration updated","s3":{{None}}}"""), await SetAsync(instance, new { enabled = false, region = 7 }));
        Assert.Equal(None, await ListedAsync(instance));
        Assert.Equal(400, (await SetAsync(instance, new { enabled = true, bucket })).Status);
    }

    [Fact]
    public async Task Bucket_ThatDoesNotTakeFiles_IsRefusedWithASentenceAndTheOneBeforeStays()
    {
        var instance = await servers.CreateAsync();
        var bucket = await buckets.SetAsync(instance);

        await RefusesAsync(instance, buckets.Body(bucket, secret: "wrong"), "The secret key does not belong to the access key.");
        await RefusesAsync(instance, buckets.Body("missing"), "The bucket missing does not exist.");
        await RefusesAsync(instance, With(buckets.Body(bucket), "accessKey", "nobody"), "The storage does not know the access key.");
        await RefusesAsync(instance, With(buckets.Body(bucket), "endpoint", "http://127.0.0.1:1"), "The storage could not be reached: connection refused.");
        await RefusesAsync(instance, With(buckets.Body(bucket), "endpoint", servers.Chatwoot.BaseUrl.ToString()), "There is no S3 storage at this address.");
        await RefusesAsync(
            instance, With(buckets.Body(bucket), "endpoint", "http://169.254.169.254"), "The storage's address may not be called: link-local and metadata addresses are never called.");
        var redirect = await servers.Fake.ArmAsync(new FakeFault("status", Path: "/redirected/*", Status: 307), Token);
        await RefusesAsync(instance, With(buckets.Body("redirected"), "endpoint", servers.Chatwoot.BaseUrl.ToString()), "The bucket is in another region, or at another address.");
        await servers.Fake.DisarmAsync(redirect, Token);

        Assert.Contains($"\"bucket\":\"{bucket}\"", await ListedAsync(instance), StringComparison.Ordinal);
        Assert.DoesNotContain(FakeS3Process.SecretKey, instance.Gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instance_CreatedWithABucketAndDeleted_LeavesItsFiles()
    {
        var gateway = await servers.GatewayAsync();
        var (bucket, name) = (buckets.NewBucket(), $"inline-{Guid.NewGuid():N}");
        var body = new { s3Enabled = true, s3Region = "us-east-1", s3Bucket = bucket, s3AccessKey = FakeS3Process.AccessKey, s3SecretKey = FakeS3Process.SecretKey, s3Endpoint = buckets.Server.BaseUrl };

        var failed = await CreateAsync(gateway, name + "-bad", With(body, "s3Bucket", "missing"));
        var created = await CreateAsync(gateway, name, body);

        Assert.Equal("The bucket missing does not exist.", failed.GetProperty("error").GetString());
        Assert.False(failed.GetProperty("enabled").GetBoolean());
        Assert.Equal(bucket, created.GetProperty("bucket").GetString());
        Assert.DoesNotContain(FakeS3Process.SecretKey, created.GetRawText(), StringComparison.Ordinal);

        var file = await gateway.Http.UploadAsync(name, [1, 2, 3], "image/png", null, Token);
        await gateway.Http.HappenAsync(name, "receive", new { from = servers.NextNumber(), content = new { kind = "media", media = "image", file } }, Token);
        await Eventually.HoldsAsync(() => buckets.Server.Objects(bucket).Count == 1);
        await gateway.Http.SendAsync(HttpMethod.Delete, $"/api/instance/delete/{name}", null, 200, Token);
        Assert.Matches($"^{name}/[0-9]{{4}}/[0-9]{{2}}/[0-9]{{2}}/[0-9]+-3EB0[0-9A-F]{{16,18}}\\.png$", Assert.Single(buckets.Server.Objects(bucket)));
    }

    private static async Task RefusesAsync(BridgedInstance instance, object body, string sentence) =>
        Assert.Equal(Answer.Error(400, "S3 configuration not updated: " + sentence), await SetAsync(instance, body));

    private static JsonObject With(object body, string name, string value)
    {
        var changed = JsonSerializer.SerializeToNode(body)!.AsObject();
        changed[name] = value;
        return changed;
    }

    private static async Task<JsonElement> CreateAsync(GatewayProcess gateway, string name, object block)
    {
        var body = JsonSerializer.SerializeToNode(block)!.AsObject();
        (body["name"], body["engine"]) = (name, "sandbox");
        return (await gateway.Http.SendAsync(HttpMethod.Post, "/api/instance/new", body, 201, Token)).GetProperty("instance").GetProperty("s3");
    }

    private static Task<Answer> SetAsync(BridgedInstance instance, object body) =>
        instance.Gateway.Http.AskAsync(HttpMethod.Post, $"/api/instance/s3/{instance.Name}", JsonSerializer.Serialize(body));

    private static Task<Answer> GetAsync(BridgedInstance instance) => instance.Gateway.Http.AskAsync(HttpMethod.Get, $"/api/instance/getS3/{instance.Name}");

    private static async Task<string> ListedAsync(BridgedInstance instance)
    {
        var list = await instance.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/list?instanceName={instance.Name}", null, 200, Token);
        return list.GetProperty("instances").EnumerateArray().Single().GetProperty("s3").GetRawText();
    }
}
