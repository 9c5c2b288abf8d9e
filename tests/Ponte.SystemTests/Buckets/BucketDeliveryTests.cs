using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Ponte.SystemTests.Events;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.Ledger;
using Ponte.SystemTests.Messages;

namespace Ponte.SystemTests.Buckets;

/// <summary>Files go into the bucket of their instance, whoever sent them and whatever happens meanwhile, and nobody waits for that.</summary>
[Collection(typeof(EventServers))]
public sealed class BucketDeliveryTests(Servers servers, BucketWorld buckets) : IClassFixture<BucketWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task File_OfEveryOrigin_IsAtTheAddressThatEventsTell(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var bucket = await buckets.SetAsync(instance, "shop/media");
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(receiver);
        await instance.SetSocketAsync(new { enabled = true, events = EventApi.Messages });
        using var listener = await Listener.ConnectAsync(instance);
        var (number, bytes) = (servers.NextNumber(), RandomNumberGenerator.GetBytes(100_000));

        var id = await ReceiveAsync(instance, number, bytes, "image/png", "picture.JPEG", "Look");

        var told = await receiver.FirstAsync(received => received.Text == "Look");
        var url = BucketWorld.UrlOf(told.Data)!;
        Assert.Matches($"^{buckets.Server.BaseUrl}/{bucket}/shop/media/{instance.Name}/[0-9/]{{10}}/[0-9]+-{id}\\.jpeg$", url);
        Assert.Equal(url, BucketWorld.UrlOf(JsonDocument.Parse((await listener.NextAsync())!).RootElement.GetProperty("data")));
        var (stored, type) = await buckets.FileAsync(instance, told.Data);
        Assert.Equal(bytes, stored);
        Assert.Equal("image/png", type);

        // What a browser would run is a file like any other.
        await ReceiveAsync(instance, number, "<script>"u8.ToArray(), "text/html", "page.html", "Page");
        var page = await receiver.FirstAsync(received => received.Text == "Page");
        Assert.Equal("application/octet-stream", (await buckets.FileAsync(instance, page.Data)).Type);

        await SendsAsync(instance, receiver, (await instance.IncomingAsync(2))[0].ConversationId, number);
    }

    // By the API, and by an agent, whose file is gone from the disk once it is sent.
    private async Task SendsAsync(BridgedInstance instance, Receiver receiver, int conversation, string number)
    {
        var picture = AgentFile.Png();
        var body = $$"""{"number":"{{number}}","mediaType":"image","mediaBase64":"{{Convert.ToBase64String(picture.Bytes)}}","message":"By the API"}""";
        Assert.Equal(200, (await instance.Gateway.Http.PostAsync($"/api/message/media/{instance.Name}", body, cancellationToken: Token)).Status);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await agent.AttachAsync(conversation, "By an agent", picture);
        foreach (var text in new[] { "By the API", "By an agent" })
        {
            var told = await receiver.FirstAsync(received => received.Text == text, TimeSpan.FromSeconds(60));
            Assert.Equal(picture.Bytes, (await buckets.FileAsync(instance, told.Data)).Bytes);
        }
    }

    [Fact]
    public async Task Storage_ThatIsDown_DelaysNobodyAndGetsItsFilesLater()
    {
        var instance = await servers.ActivateAsync();
        var bucket = await buckets.SetAsync(instance);
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(receiver);
        await buckets.Server.KillAsync();
        for (var i = 0; i < 6; i++)
        {
            await ReceiveAsync(instance, servers.NextNumber(), [1, 2, (byte)i], "image/png", null, Name(i));
        }

        Assert.Equal(Enumerable.Range(0, 6).Select(Name), (await receiver.TextsAsync(6)).Order(StringComparer.Ordinal));
        Assert.All(await instance.IncomingAsync(6), message => Assert.Single(message.Files));
        var waits = await Eventually.GetAsync(
            () => instance.DeliveriesAsync("?destination=s3&state=pending"), rows => rows.Count == 6 && rows.All(row => row.GetProperty("failure").ValueKind == JsonValueKind.Object));
        Assert.All(waits, row => Assert.StartsWith("s3_", row.GetProperty("failure").Text("code"), StringComparison.Ordinal));
        var sick = await instance.Gateway.Http.AskAsync(HttpMethod.Get, "/health");
        Assert.Equal(503, sick.Status);
        Assert.Contains("\"s3\":\"fail: the storage of 1 of ", sick.Body, StringComparison.Ordinal);

        await buckets.Server.RestartAsync(Token);

        await instance.HasDeliveriesAsync("?destination=s3&state=done", 6);
        Assert.Equal(6, buckets.Server.Objects(bucket).Count);
        Assert.Contains("\"s3\":\"ok\"", (await instance.Gateway.Http.AskAsync(HttpMethod.Get, "/health")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bucket_ThatIsGone_LeavesAFailureThatCanBeReplayed()
    {
        var instance = await servers.CreateAsync();
        var bucket = await buckets.SetAsync(instance);
        buckets.Server.RemoveBucket(bucket);
        var number = servers.NextNumber();
        var id = await ReceiveAsync(instance, number, [1, 2, 3], "audio/ogg", null, null);

        var failed = (await instance.HasDeliveriesAsync("?destination=s3&state=failed", 1))[0];
        Assert.Equal($$"""{"code":"s3_no_bucket","reason":"The bucket {{bucket}} does not exist.","certain":true}""", failed.GetProperty("failure").GetRawText());
        Assert.Equal(id, (await instance.DeliveryAsync(failed.Id())).GetProperty("whatsapp").Text("messageId"));

        buckets.Server.CreateBucket(bucket);
        Assert.Equal(1, await instance.DoAllAsync("replay", new { destination = "s3" }));
        await instance.HasStateAsync(failed.Id(), "done");
        Assert.EndsWith($"-{id}.ogg", Assert.Single(buckets.Server.Objects(bucket)), StringComparison.Ordinal);

        // Switched off, what comes has no address, and what waits is dropped.
        await instance.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/s3/{instance.Name}", new { enabled = false }, 200, Token);
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(receiver);
        await ReceiveAsync(instance, number, [4], "image/png", null, "Nowhere");
        Assert.Null(BucketWorld.UrlOf((await receiver.FirstAsync(received => received.Text == "Nowhere")).Data));
        await instance.HasDeliveriesAsync("?destination=s3", 1);
    }

    [Fact]
    public async Task File_ThatWhatsAppDoesNotGiveAtOnce_IsStoredWhenItDoes()
    {
        var instance = await servers.CreateAsync();
        var bucket = await buckets.SetAsync(instance);
        await instance.Gateway.Http.WithholdAsync(instance.Name, 2, gone: true, Token);

        await ReceiveAsync(instance, servers.NextNumber(), [1, 2, 3], "image/png", null, null);

        await instance.HasDeliveriesAsync("?destination=s3&state=done", 1);
        Assert.Single(buckets.Server.Objects(bucket));
    }

    [Fact]
    public async Task LargeFile_OnItsWay_IsNotHeldInMemory()
    {
        const int Size = 50 * 1024 * 1024;
        var instance = await servers.CreateAsync();
        await buckets.SetAsync(instance);
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(receiver);
        var bytes = RandomNumberGenerator.GetBytes(Size);
        var file = await instance.Gateway.Http.UploadAsync(instance.Name, bytes, "video/mp4", "film.mp4", Token);
        var before = PeakOf(instance.Gateway);

        await instance.HappensAsync("receive", new { from = servers.NextNumber(), content = new { kind = "media", media = "video", file, caption = "Film" } });

        var told = await receiver.FirstAsync(received => received.Text == "Film");
        Assert.Equal(SHA256.HashData(bytes), SHA256.HashData((await buckets.FileAsync(instance, told.Data)).Bytes));
        Assert.InRange(PeakOf(instance.Gateway) - before, 0, Size / 2);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"File {number}");

    // The most it ever held, in bytes.
    private static long PeakOf(GatewayProcess gateway)
    {
        var line = File.ReadLines($"/proc/{gateway.ProcessId}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static async Task<string> ReceiveAsync(BridgedInstance instance, string from, byte[] bytes, string type, string? fileName, string? caption)
    {
        var file = await instance.Gateway.Http.UploadAsync(instance.Name, bytes, type, fileName, Token);
        return (await instance.HappensAsync("receive", new { from, content = new { kind = "media", media = "document", file, caption } }))!;
    }
}
