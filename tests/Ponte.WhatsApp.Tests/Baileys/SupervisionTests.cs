using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>Processes that misbehave.</summary>
public sealed class SupervisionTests
{
    private static readonly EngineTimings Short = new()
    {
        MinBackoff = TimeSpan.FromMilliseconds(20), MaxBackoff = TimeSpan.FromMilliseconds(100), Stop = TimeSpan.FromSeconds(1),
    };

    private static readonly OutgoingMessage Message = new(MessageId.Parse("3EB0AA"), ChatId.Parse("5511900000001@s.whatsapp.net"), new OutgoingText("hidden words"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_ProcessEndsAtOnce_IsTriedUntilItStays()
    {
        var script = new ScriptedEngine(new { exit = true });
        await using var world = new BaileysWorld(script, Short with { Patience = TimeSpan.FromSeconds(1) });
        await using var session = await world.OpenAsync();
        await Eventually.HoldsAsync(() => world.Log.Count(LogLevel.Error, "did not start") >= 3);
        Assert.Equal(ConnectionCause.EngineStopped, Assert.IsType<LinkAnswer.Failed>(await session.LinkAsync(new LinkRequest(), Token)).Cause);
        Assert.Equal(ConnectionCause.EngineStopped, session.Status.Cause);
        Assert.Equal(ConnectionCause.EngineStopped, (await Assert.ThrowsAsync<EngineUnavailableException>(() => session.ReconnectAsync(Token))).Cause);

        script.Follow(new { });

        await BaileysWorld.UntilAsync(session, status => status.Cause is null);
        Assert.False(await session.ReconnectAsync(Token));
    }

    [Fact]
    public async Task Start_OtherProtocol_IsNotUsed()
    {
        var script = new ScriptedEngine(new { protocol = 3 });
        await using var world = new BaileysWorld(script, Short);
        await using var session = await world.OpenAsync();

        await Eventually.HoldsAsync(() => world.Log.Count(LogLevel.Error, "of another version than Ponte") >= 2);
        Assert.Equal(0, script.Count("session/open"));
    }

    [Fact]
    public async Task Open_FailsInTheEngine_IsTriedAgain()
    {
        var script = new ScriptedEngine(new { openFailures = 3 });
        await using var world = new BaileysWorld(script, Short);
        await using var session = await world.OpenAsync();

        Assert.Equal(ConnectionCause.EngineStopped, (await BaileysWorld.UntilAsync(session, status => status.Cause is not null)).Cause);
        await BaileysWorld.UntilAsync(session, status => status.Cause is null);

        Assert.Equal(4, script.Count("session/open"));
        Assert.Equal(3, world.Log.Count(LogLevel.Error, "could not be opened"));
    }

    [Fact]
    public async Task Dispose_ProcessThatDoesNotStop_IsKilled()
    {
        await using var world = new BaileysWorld(new ScriptedEngine(new { stubborn = true, silent = "session/close engine/stop" }), Short);
        var session = await world.OpenAsync();
        Assert.False(await session.ReconnectAsync(Token));
        var process = await world.ProcessAsync();

        await session.DisposeAsync();

        Assert.False(BaileysWorld.IsRunning(process));
        Assert.False(await session.Events.WaitToReadAsync(Token) && !session.Events.TryRead(out _));
    }

    [Fact]
    public async Task Dispose_WhileTheProcessStarts_LeavesNothing()
    {
        await using var world = new BaileysWorld(timings: Short);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await (await world.OpenAsync()).DisposeAsync();
        }

        Assert.Empty(world.Engine.ProcessIds);
        Assert.Equal(0, world.Log.Count(LogLevel.Error, ""));
    }

    [Fact]
    public async Task Send_ProcessKilledMeanwhile_IsUncertain()
    {
        var script = new ScriptedEngine(new { silent = "session/send" });
        await using var world = new BaileysWorld(script, Short);
        await using var session = await world.OpenAsync();
        Assert.False(await session.ReconnectAsync(Token));

        var sending = session.SendAsync(Message, Token);
        await Eventually.HoldsAsync(() => script.Count("session/send") == 1);
        await world.KillAsync();

        Assert.IsType<SendResult.Uncertain>(await sending);
    }

    [Fact]
    public async Task Send_EngineFails_IsUncertainAndTheLogHasNoWords()
    {
        var errors = new Dictionary<string, string> { ["session/send"] = "Cannot send 5511900000001 c2VjcmV0IGtleSBieXRlcw==" };
        await using var world = new BaileysWorld(new ScriptedEngine(new { errors, print = "root <Buffer 0a 1b 2c cd ef> 5511900000001 c2VjcmV0a2V5Ynl0ZXM=\n" }), Short);
        await using var session = await world.OpenAsync();
        Assert.False(await session.ReconnectAsync(Token));

        Assert.IsType<SendResult.Uncertain>(await session.SendAsync(Message, Token));

        await Eventually.HoldsAsync(() => world.Log.Text.Contains("printed", StringComparison.Ordinal));
        Assert.All(["900000001", "c2Vjc", "hidden", "0a", "cd ef"], secret => Assert.DoesNotContain(secret, world.Log.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Configure_BeforeAndAfterAndBetweenProcesses_ReachesTheEngine()
    {
        var script = new ScriptedEngine();
        await using var world = new BaileysWorld(script, Short);
        var proxy = new ProxySettings(ProxyProtocol.Socks5, "192.0.2.1", 1080, "user", "password");
        await using var session = await world.OpenAsync(settings: new SessionSettings { Proxy = proxy, CallRejectMessage = "one" });
        Assert.False(await session.ReconnectAsync(Token));
        await session.ConfigureAsync(new SessionSettings { CallRejectMessage = "two" }, Token);
        var process = await world.ProcessAsync();
        await world.KillAsync();
        await session.ConfigureAsync(new SessionSettings { CallRejectMessage = "three" }, Token);
        await world.ProcessAsync(id => id != process);
        await Eventually.HoldsAsync(() => script.Count("session/open") == 2);

        var given = script.Requests.Where(request => request.Method is "session/open" or "session/configure").Select(request => request.Parameters["settings"]!).ToList();
        Assert.Equal("""{"protocol":"socks5","host":"192.0.2.1","port":1080,"username":"user","password":"password"}""", given[0]["proxy"]!.ToJsonString());
        Assert.Equal(["one", "two"], given.Take(2).Select(settings => (string)settings["callRejectMessage"]!));
        Assert.Null(given[1]["proxy"]);
        Assert.Equal("three", (string)given[^1]["callRejectMessage"]!);
        Assert.DoesNotContain("password", world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_OfTheEngine_KeepsItsLevelAndItsSession()
    {
        object[] onOpen =
        [
            Line("warn", "slow\nbut there", BaileysWorld.SessionId), Line("error", "broken", null), Line("info", "fine", null), Line("debug", "detail", null),
        ];
        await using var world = new BaileysWorld(new ScriptedEngine(new { onOpen }), Short);
        await using var session = await world.OpenAsync();
        await Eventually.HoldsAsync(() => world.Log.Text.Contains("detail", StringComparison.Ordinal));

        Assert.Equal(1, world.Log.Count(LogLevel.Warning, "instance:inst_1 Engine, instance inst_1: slow but there"));
        Assert.Equal(1, world.Log.Count(LogLevel.Error, "Engine: broken"));
        Assert.Equal(1, world.Log.Count(LogLevel.Information, "Engine: fine"));
        Assert.Equal(1, world.Log.Count(LogLevel.Debug, "Engine: detail"));
    }

    [Fact]
    public async Task Process_OurSettingsInTheEnvironment_DoesNotInheritThem()
    {
        Environment.SetEnvironmentVariable("PONTE_TEST_SECRET", "x");
        await using var world = new BaileysWorld(new ScriptedEngine(), Short);
        await using var session = await world.OpenAsync();
        var environment = await File.ReadAllTextAsync($"/proc/{await world.ProcessAsync()}/environ", Token);

        Assert.Contains("PATH=", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("PONTE_TEST_SECRET", environment, StringComparison.Ordinal);
    }

    private static object[] Line(string level, string message, string? session) =>
        ["log", new JsonObject { ["level"] = level, ["message"] = message, ["session"] = session }];
}
