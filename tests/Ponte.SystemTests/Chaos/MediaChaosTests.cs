using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>The gateway is killed between Chatwoot's answer and its own commit, while files are on their way: nothing is lost, nothing doubled.</summary>
[Trait("scenario", "media")]
public sealed class MediaChaosTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("chatwoot-answered:1")]
    [InlineData("chatwoot-answered:2")]
    public async Task Gateway_KilledAfterChatwootAnswered_ShowsPlaceholderAndFileOnce(string faultPoint)
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.CustomerWritesAsync("5511900000001", "Hello");
        await world.CustomerMessagesAsync(1, Settled);
        await world.Gateway.RestartAsync(start => start with { Environment = new Dictionary<string, string?> { ["PONTE_FAULT_POINT"] = faultPoint } }, Token);
        var http = world.Gateway.Http;
        var file = await http.UploadAsync(BridgeWorld.Instance, [1, 2, 3], "image/png", null, Token);
        await http.WithholdAsync(BridgeWorld.Instance, 1, gone: true, Token);

        var id = await http.HappenAsync(BridgeWorld.Instance, "receive", new { from = "5511900000001", content = new { kind = "media", media = "image", file } }, Token);
        await world.Gateway.Exited.WaitAsync(Settled, Token);
        await world.Gateway.RestartAsync(start => start with { Environment = new Dictionary<string, string?>() }, Token);
        await world.CustomerWritesAsync("5511900000001", "Bye");

        var shown = await world.CustomerMessagesAsync(4, Settled);
        Assert.Equal([$"{id}", $"{id}:media:1"], shown.Select(message => message.SourceId).Where(source => source!.StartsWith(id!, StringComparison.Ordinal)));
        Assert.Equal([0, 1], shown.Where(message => message.SourceId!.StartsWith(id!, StringComparison.Ordinal)).Select(message => message.Files.Count));
        Assert.Single(shown, message => message.Content == "Bye");
    }
}
