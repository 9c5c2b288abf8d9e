using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>The real engine's process: its start, its end, its replacement.</summary>
public sealed class EngineProcessTests
{
    private const int Kill = 9;
    private const int Stop = 19;
    private static readonly OutgoingMessage Message = new(MessageId.Parse("3EB0AA"), ChatId.Parse("5511900000001@s.whatsapp.net"), new OutgoingText("hello"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_FirstSession_StartsAProcessAndOpensTheSessionInIt()
    {
        await using var world = new BaileysWorld();
        await using var session = await world.OpenAsync();

        var process = await world.ProcessAsync();
        Assert.False(await session.ReconnectAsync(Token));

        Assert.True(BaileysWorld.IsRunning(process));
        Assert.Equal(new SessionStatus(SessionState.Disconnected), session.Status);
        Assert.IsType<SendResult.NotConnected>(await session.SendAsync(Message, Token));
    }

    [Fact]
    public async Task Dispose_LastSession_EndsTheProcessAndLeavesNoSocketFolder()
    {
        await using var world = new BaileysWorld();
        var first = await world.OpenAsync("a");
        var second = await world.OpenAsync("b");
        var process = await world.ProcessAsync();
        Assert.False(await first.ReconnectAsync(Token));
        Assert.False(await second.ReconnectAsync(Token));
        Assert.Single(world.Engine.ProcessIds);
        var socket = SocketOf(process);

        await first.DisposeAsync();
        Assert.True(BaileysWorld.IsRunning(process));
        await second.DisposeAsync();

        Assert.False(BaileysWorld.IsRunning(process));
        Assert.Empty(world.Engine.ProcessIds);
        Assert.False(Directory.Exists(Path.GetDirectoryName(socket)));
        Assert.DoesNotMatch("Warning|Error", world.Log.Text);
    }

    [Fact]
    public async Task Open_OneSessionPerProcess_StartsTwo()
    {
        await using var world = new BaileysWorld(settings => settings with { SessionsPerProcess = 1 });
        await using var first = await world.OpenAsync("a");
        await using var second = await world.OpenAsync("b");

        Assert.False(await first.ReconnectAsync(Token));
        Assert.False(await second.ReconnectAsync(Token));

        Assert.Equal(2, world.Engine.ProcessIds.Distinct().Count());
    }

    [Fact]
    public async Task Process_Killed_IsReplacedAndItsSessionsAreOpenedAgain()
    {
        await using var world = new BaileysWorld();
        await using var session = await world.OpenAsync();
        Assert.False(await session.ReconnectAsync(Token));
        var process = await world.ProcessAsync();

        BaileysWorld.Signal(process, Kill);

        await BaileysWorld.UntilAsync(session, status => status is { State: SessionState.Disconnected, Cause.Code: "engine_stopped" });
        await BaileysWorld.UntilAsync(session, status => status is { State: SessionState.Disconnected, Cause: null });
        Assert.NotEqual(process, await world.ProcessAsync());
        Assert.False(await session.ReconnectAsync(Token));
    }

    [Fact]
    public async Task Process_Hanging_IsReplaced()
    {
        var timings = new EngineTimings { PingEvery = TimeSpan.FromSeconds(0.2), Ping = TimeSpan.FromSeconds(2), MinBackoff = TimeSpan.FromMilliseconds(50) };
        await using var world = new BaileysWorld(timings: timings);
        await using var session = await world.OpenAsync();
        Assert.False(await session.ReconnectAsync(Token));
        var process = await world.ProcessAsync();

        BaileysWorld.Signal(process, Stop);

        await BaileysWorld.UntilAsync(session, status => status.Cause == ConnectionCause.EngineStopped);
        Assert.NotEqual(process, await world.ProcessAsync(id => id != process));
        Assert.False(await session.ReconnectAsync(Token));
        Assert.False(BaileysWorld.IsRunning(process));
    }

    [Fact]
    public async Task Dispose_HangingProcess_KillsIt()
    {
        var timings = new EngineTimings { Stop = TimeSpan.FromSeconds(1) };
        await using var world = new BaileysWorld(timings: timings);
        var session = await world.OpenAsync();
        Assert.False(await session.ReconnectAsync(Token));
        var process = await world.ProcessAsync();

        BaileysWorld.Signal(process, Stop);
        await session.DisposeAsync();

        Assert.False(BaileysWorld.IsRunning(process));
    }

    [Fact]
    public async Task Open_Folders_AreForTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var world = new BaileysWorld();
        await using var session = await world.OpenAsync();
        Assert.False(await session.ReconnectAsync(Token));

        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(ownerOnly, System.IO.File.GetUnixFileMode(world.Sessions));
        Assert.Equal(ownerOnly, System.IO.File.GetUnixFileMode(Path.Combine(world.Sessions, BaileysWorld.SessionId)));
    }

    [Fact]
    public async Task Delete_ClosedSession_RemovesItsFolder()
    {
        await using var world = new BaileysWorld();
        var session = await world.OpenAsync();
        Assert.False(await session.ReconnectAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Engine.DeleteAsync(BaileysWorld.SessionId, Token));
        await session.DisposeAsync();

        await world.Engine.DeleteAsync(BaileysWorld.SessionId, Token);
        await world.Engine.DeleteAsync(BaileysWorld.SessionId, Token);

        Assert.Empty(Directory.GetFileSystemEntries(world.Sessions));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public async Task Open_NoId_IsRefused(string id)
    {
        await using var world = new BaileysWorld();

        await Assert.ThrowsAsync<ArgumentException>(() => world.OpenAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => world.Engine.DeleteAsync(id, Token));
    }

    private static string SocketOf(int processId) => System.IO.File.ReadAllText($"/proc/{processId}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries)[^1];
}
