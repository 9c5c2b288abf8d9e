using Microsoft.Extensions.Logging;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>Servers on which the engine cannot run.</summary>
public sealed class MissingEngineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_NoNode_SaysSoOnceAndAnswersEverything()
    {
        await using var world = new BaileysWorld(settings => settings with { NodePath = "no-such-node" });
        await using var session = await world.OpenAsync("a");
        await using var other = await world.OpenAsync("b");

        Assert.Equal(new JournaledEvent(0, new ConnectionChanged(new SessionStatus(SessionState.Disconnected, ConnectionCause.EngineMissing))), await BaileysWorld.NextAsync(session));
        Assert.Equal(ConnectionCause.EngineMissing, session.Status.Cause);
        Assert.Equal(ConnectionCause.EngineMissing, Assert.IsType<LinkAnswer.Failed>(await session.LinkAsync(new LinkRequest(), Token)).Cause);
        Assert.IsType<SendResult.NotConnected>(await session.SendAsync(new OutgoingMessage(MessageId.Parse("A"), ChatId.Parse("5511900000001@c.us"), new OutgoingText("x")), Token));
        await Assert.ThrowsAsync<Ponte.WhatsApp.Baileys.EngineUnavailableException>(() => session.LogOutAsync(Token));
        await session.ConfigureAsync(new SessionSettings(), Token);
        await session.AcknowledgeAsync(0, Token);
        Assert.Equal(1, world.Log.Count(LogLevel.Error, "\"no-such-node\" cannot be run. Install Node.js 20 or newer"));
        await session.DisposeAsync();
        await world.Engine.DeleteAsync("a", Token);
    }

    [Fact]
    public async Task Open_OldNode_SaysWhichVersionItFound()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("node"), "#!/bin/sh\necho v18.20.4\n", Token);
        await ChildProcess.RunAsync("chmod", ["+x", folder.File("node")]);
        await using var world = new BaileysWorld(settings => settings with { NodePath = folder.File("node") });
        await using var session = await world.OpenAsync();

        Assert.Equal(ConnectionCause.EngineMissing, session.Status.Cause);
        Assert.Equal(1, world.Log.Count(LogLevel.Error, "is Node.js 18.20.4. Install Node.js 20 or newer"));
    }

    [Fact]
    public async Task Open_NoPackages_SaysHowToGetThem()
    {
        using var script = new ScriptedEngine();
        Directory.Delete(Path.Combine(script.Path, "node_modules"), recursive: true);
        await using var world = new BaileysWorld(settings => settings with { EnginePath = script.Path });
        await using var session = await world.OpenAsync();

        Assert.Equal(ConnectionCause.EngineMissing, session.Status.Cause);
        Assert.Equal(1, world.Log.Count(LogLevel.Error, "Run \"npm ci --omit=dev\" in " + script.Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"name":"another"}""")]
    public async Task Open_FolderWithoutAnEngine_SaysSo(string? package)
    {
        using var folder = new TemporaryFolder();
        if (package is not null)
        {
            await File.WriteAllTextAsync(folder.File("package.json"), package, Token);
        }

        await using var world = new BaileysWorld(settings => settings with { EnginePath = folder.Path });
        await using var session = await world.OpenAsync();

        Assert.Equal(ConnectionCause.EngineMissing, session.Status.Cause);
        Assert.Equal(1, world.Log.Count(LogLevel.Error, "Install Ponte again, or set Ponte:Baileys:EnginePath"));
    }
}
