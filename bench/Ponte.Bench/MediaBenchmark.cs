using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ponte.Bench;

/// <summary>One large video each way: what it takes, and what it adds to the gateway's memory.</summary>
internal sealed class MediaBenchmark(BenchWorld world, int megabytes)
{
    private const string From = "5511900000001";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task RunAsync(TextWriter output)
    {
        using var folder = new TemporaryFolder();
        var (path, hash) = await VideoAsync(folder.File("video.mp4"));
        await world.Gateway.Http.ReceiveAsync(BenchWorld.Instance, new SandboxText(From, "Here it comes."));
        var first = await ArrivedAsync(message => message.Content is not null);
        await WarmUpAsync(folder);

        await output.WriteLineAsync($"one video of {megabytes} MB each way, {Environment.ProcessorCount} cores shared by gateway, double and bench");
        var ceiling = await PlainAsync(path, first.ConversationId);
        await MeasureAsync(output, "WhatsApp -> Chatwoot", ceiling, () => IncomingAsync(path, hash));
        await MeasureAsync(output, "Chatwoot -> WhatsApp", ceiling, () => OutgoingAsync(path, hash, first.ConversationId));
        await output.WriteLineAsync($"plain HttpClient upload  {ceiling.TotalSeconds,8:0.0} s, the ceiling: the same file posted to the same double");
    }

    private async Task MeasureAsync(TextWriter output, string name, TimeSpan ceiling, Func<Task<TimeSpan>> run)
    {
        ResetPeak();
        var before = ProcessUsage.Of(world.Gateway.ProcessId);
        var time = await run();
        var after = ProcessUsage.Of(world.Gateway.ProcessId);
        await output.WriteLineAsync($"{name}     {time.TotalSeconds,8:0.0} s (ratio {ceiling / time:0.00})");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"gateway memory           {after.PeakMegabytes - before.Megabytes,8:0} MB on top (VmHWM {after.PeakMegabytes:0} MB, {before.Megabytes:0} MB resident before)"));
    }

    private async Task<TimeSpan> IncomingAsync(string path, string hash)
    {
        var file = await UploadAsync(path);
        var watch = Stopwatch.StartNew();
        await ReceiveAsync(file);
        var arrived = await ArrivedAsync(message => message.Files.Any(candidate => candidate.Sha256 == hash) && message.MessageType == "incoming");
        return arrived.Files.Count == 1 ? watch.Elapsed : throw new InvalidOperationException("The video arrived in pieces.");
    }

    private async Task<TimeSpan> OutgoingAsync(string path, string hash, int conversation)
    {
        var watch = Stopwatch.StartNew();
        await PostAsync(path, conversation, "outgoing", null);
        await Wait.ForAsync(
            () => world.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/sandbox/{BenchWorld.Instance}/sent", null, 200),
            sent => sent.GetProperty("messages").EnumerateArray().Any(message => message.TryGetProperty("sha256", out var sum) && sum.GetString() == hash),
            _ => "The video was not sent",
            Patience);
        return watch.Elapsed;
    }

    // The first file of a process also loads the code for it.
    private async Task WarmUpAsync(TemporaryFolder folder)
    {
        var small = folder.File("small.mp4");
        await File.WriteAllBytesAsync(small, RandomNumberGenerator.GetBytes(64 * 1024));
        await ReceiveAsync(await UploadAsync(small));
        await ArrivedAsync(message => message.Files.Count == 1);
    }

    private async Task<(string Path, string Hash)> VideoAsync(string path)
    {
        // The beginning of an MP4, so that it is known as a video by its bytes as well.
        byte[] start = [0, 0, 0, 0x18, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8];
        await using (var file = File.Create(path))
        {
            await file.WriteAsync(start);
            for (var i = 0; i < megabytes; i++)
            {
                await file.WriteAsync(RandomNumberGenerator.GetBytes(i == 0 ? (1024 * 1024) - start.Length : 1024 * 1024));
            }
        }

        await using var read = File.OpenRead(path);
        return (path, Convert.ToHexStringLower(await SHA256.HashDataAsync(read)));
    }

    private async Task<JsonElement> UploadAsync(string path)
    {
        await using var stream = File.OpenRead(path);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        using var response = await world.Gateway.Http.PostAsync(new Uri($"/api/sandbox/{BenchWorld.Instance}/media?fileName=video.mp4", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("file");
    }

    private Task<JsonElement> ReceiveAsync(JsonElement file) => world.Gateway.Http.SendAsync(
        HttpMethod.Post, $"/api/sandbox/{BenchWorld.Instance}/receive", new { from = From, content = new { kind = "media", media = "video", file } }, 202);

    private async Task<TimeSpan> PlainAsync(string path, int conversation)
    {
        var watch = Stopwatch.StartNew();
        await PostAsync(path, conversation, "incoming", "plain-video");
        return watch.Elapsed;
    }

    private async Task PostAsync(string path, int conversation, string type, string? sourceId)
    {
        using var http = new HttpClient { BaseAddress = world.Chatwoot.BaseUrl };
        http.DefaultRequestHeaders.Add("Api-Access-Token", FakeChatwootProcess.AdminToken);
        await using var stream = File.OpenRead(path);
        using var video = new StreamContent(stream);
        video.Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        using var direction = new StringContent(type);
        using var form = new MultipartFormDataContent { { direction, "message_type" }, { video, "attachments[]", "video.mp4" } };
        using var source = new StringContent(sourceId ?? "");
        if (sourceId is not null)
        {
            form.Add(source, "source_id");
        }

        using var response = await http.PostAsync(new Uri($"/api/v1/accounts/{FakeChatwootProcess.AccountId}/conversations/{conversation}/messages", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
    }

    private async Task<FakeMessage> ArrivedAsync(Predicate<FakeMessage> wanted) => (await Wait.ForAsync(
        () => world.Chatwoot.Fake.MessagesAsync(world.InboxId),
        messages => messages.Exists(message => message.SourceId != "plain-video" && wanted(message)),
        messages => $"{messages.Count} messages arrived, the wanted one did not",
        Patience)).First(message => message.SourceId != "plain-video" && wanted(message));

    // Linux forgets the peak at this word, so that it is that of the run alone.
    private void ResetPeak()
    {
        var references = $"/proc/{world.Gateway.ProcessId}/clear_refs";
        if (File.Exists(references))
        {
            File.WriteAllText(references, "5");
        }
    }
}
