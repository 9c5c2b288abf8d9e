using System.Diagnostics;
using System.Net.WebSockets;

namespace Ponte.SystemTests.Events;

/// <summary>What a gateway of its own goes through: it is killed, it is stopped, and it has rules for browsers. And what the documentation's examples show.</summary>
public sealed class EventKillTests
{
    private static readonly string[] MessagesAndStates = ["message.exchange", "instance.state"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_KilledAndStopped_LosesNoEventAndSaysGoodbye()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await GatewayProcess.StartAsync(
            new GatewayStart
            {
                DataFolder = folder.File("data"),
                Settings = new Dictionary<string, string> { ["Ponte:RateLimit:PerMinute"] = "1000000", ["Ponte:Cors:Origins"] = "https://app.example.com" },
            },
            Token);
        await gateway.Http.CreateSandboxAsync("suporte", Token);
        await using var receiver = new Receiver();
        receiver.Status = static _ => 503;
        await gateway.Http.SendAsync(
            HttpMethod.Post, "/api/events/webhook/suporte", new { enabled = true, url = receiver.BaseUrl, events = MessagesAndStates }, 200, Token);
        for (var i = 0; i < 10; i++)
        {
            await gateway.Http.ReceiveAsync("suporte", new SandboxText("5511900000001", $"text {i}"), Token);
        }

        await gateway.KillAsync();
        receiver.Status = static _ => 200;
        await gateway.RestartAsync(cancellationToken: Token);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"text {i}"), await receiver.TextsAsync(10, TimeSpan.FromSeconds(30)));
        await receiver.FirstAsync(received => received.Name == "instance.state" && received.Data.GetProperty("state").GetString() == "connected");

        await gateway.Http.SendAsync(HttpMethod.Post, "/api/events/websocket/suporte", new { enabled = true }, 200, Token);
        await Assert.ThrowsAsync<WebSocketException>(() => Listener.ConnectAsync(gateway, "suporte", GatewayStart.AccountToken, origin: "https://evil.example.com"));
        using var listener = await Listener.ConnectAsync(gateway, "suporte", GatewayStart.AccountToken, origin: "https://app.example.com");
        await ShowExamplesAsync(gateway, receiver);

        var stopping = gateway.StopAsync();
        Assert.Equal(1001, await listener.ClosedAsync());
        await listener.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", Token);
        Assert.Equal(0, await stopping);
    }

    // The scripts as a reader runs them.
    private static async Task ShowExamplesAsync(GatewayProcess gateway, Receiver receiver)
    {
        Assert.Contains("\"hasSecret\":true", await RunAsync(gateway, "webhook.sh", receiver.BaseUrl + "/shown"), StringComparison.Ordinal);
        await gateway.Http.ReceiveAsync("suporte", new SandboxText("5511900000001", "of the webhook's script"), Token);
        var posted = await receiver.FirstAsync(received => received.Text == "of the webhook's script");
        Assert.Equal("/shown", posted.Path);
        Assert.StartsWith("sha256=", posted.Headers["X-Ponte-Signature"], StringComparison.Ordinal);

        var running = RunAsync(gateway, "websocket.sh", "1");
        var heard = Task.Run(async () =>
        {
            for (var i = 0; !running.IsCompleted; i++)
            {
                await gateway.Http.ReceiveAsync("suporte", new SandboxText("5511900000001", $"live {i}"), Token);
                await Task.WhenAny(running, receiver.FirstAsync(received => received.Text == $"live {i}"));
            }
        });
        Assert.Contains("\"content\":\"live ", await running, StringComparison.Ordinal);
        await heard;
    }

    private static async Task<string> RunAsync(GatewayProcess gateway, string script, string argument)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot.Path, "docs", "examples", script), argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PONTE_URL"] = gateway.BaseUrl.ToString().TrimEnd('/');
        start.Environment["PONTE_TOKEN"] = GatewayStart.AccountToken;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }
}
