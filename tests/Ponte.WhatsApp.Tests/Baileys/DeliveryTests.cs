using Microsoft.Extensions.Logging;
using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Events;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>Journal entries on their way from a process to the reader: each once, in order, whatever happens to the process.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_ProcessKilledAgainAndAgain_ComeOnceAndInOrder()
    {
        await using var world = new BaileysWorld(new ScriptedEngine(new { journal = ScriptedEvents.Messages(1, 400), window = 7 }));
        await using var session = await world.OpenAsync();

        var texts = await ScriptedEvents.ReadAsync(session, 400, count => count % 100 == 50 ? world.KillAsync() : Task.CompletedTask);

        Assert.Equal(ScriptedEvents.Texts(1, 400), texts);
    }

    [Fact]
    public async Task Events_ReadByNobodyWhileTheProcessIsKilled_AreQueuedOnce()
    {
        await using var world = new BaileysWorld(new ScriptedEngine(new { journal = ScriptedEvents.Messages(1, 100) }));
        await using var session = await world.OpenAsync();
        await Eventually.HoldsAsync(() => session.Events.Count >= 100);

        var first = await world.ProcessAsync();
        await world.KillAsync();
        await world.ProcessAsync(id => id != first);

        Assert.Equal(ScriptedEvents.Texts(1, 100), await ScriptedEvents.ReadAsync(session, 100));
        Assert.False(session.Events.TryRead(out var more) && more.Event is MessageReceived);
    }

    [Fact]
    public async Task Acknowledge_LostWithTheProcess_IsToldToTheNext()
    {
        var journal = ScriptedEvents.Messages(1, 6);
        var script = new ScriptedEngine(new { journal, window = 3, silent = "session/acknowledge" });
        await using var world = new BaileysWorld(script);
        await using var session = await world.OpenAsync();
        await Eventually.HoldsAsync(() => session.Events.Count >= 3);
        await BaileysWorld.NextAsync(session);
        await BaileysWorld.NextAsync(session);
        Assert.Equal(3, (await BaileysWorld.NextAsync(session)).Position);

        var acknowledging = session.AcknowledgeAsync(3, Token);
        await Eventually.HoldsAsync(() => script.Count("session/acknowledge") == 1);
        script.Follow(new { journal, window = 3 });
        await world.KillAsync();
        await acknowledging;

        // The next process delivers the first three again, which fill its window: it goes on because it is told once more.
        Assert.Equal(ScriptedEvents.Texts(4, 3), await ScriptedEvents.ReadAsync(session, 3));
    }

    [Fact]
    public async Task Acknowledge_EngineCannotTakeNote_ThrowsSoThatItIsRepeated()
    {
        await using var world = new BaileysWorld(new ScriptedEngine(new
        {
            journal = ScriptedEvents.Messages(1, 1),
            errors = new Dictionary<string, string> { ["session/acknowledge"] = "no space left" },
        }));
        await using var session = await world.OpenAsync();
        await BaileysWorld.NextAsync(session);
        await session.ReconnectAsync(Token);

        await Assert.ThrowsAsync<EngineRpcException>(() => session.AcknowledgeAsync(1, Token));
    }

    [Fact]
    public async Task Events_UnreadableAmongThem_AreLoggedAndTakeTheirPlace()
    {
        object[] journal =
        [
            ScriptedEvents.Message(1), new { position = 2, kind = "message", chat = "nonsense" }, new { position = 3, kind = "new" }, new { kind = "message" },
            "text", ScriptedEvents.Message(5), new { position = 6, kind = "identity", lid = 7 },
        ];
        var script = new ScriptedEngine(new { onOpen = new object[] { new object[] { "session/events", new { session = BaileysWorld.SessionId, events = journal } } } });
        await using var world = new BaileysWorld(script);
        await using var session = await world.OpenAsync();

        var read = new List<JournaledEvent>();
        while (read.Count == 0 || read[^1].Position < 6)
        {
            read.Add(await BaileysWorld.NextAsync(session));
        }

        Assert.Equal([1, 2, 3, 5, 6], read.Select(journaled => journaled.Position));
        Assert.Equal([1, 5], read.Where(journaled => journaled.Event is MessageReceived).Select(journaled => journaled.Position));
        Assert.Equal(5, world.Log.Count(LogLevel.Error, "cannot be read"));
        Assert.DoesNotContain("nonsense", world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_MoreThanFit_AreTakenFromTheNextOpening()
    {
        const int count = SessionEvents.Capacity + 200;
        var script = new ScriptedEngine(new { journal = ScriptedEvents.Messages(1, count), window = count });
        await using var world = new BaileysWorld(script);
        await using var session = await world.OpenAsync();
        await Eventually.HoldsAsync(() => script.Count("session/open") >= 2);

        Assert.Equal(SessionEvents.Capacity, session.Events.Count);
        Assert.Equal(ScriptedEvents.Texts(1, count), await ScriptedEvents.ReadAsync(session, count));
    }

    [Fact]
    public async Task Status_ChangesWhileNobodyReads_StayBoundedAndEndWithTheNewest()
    {
        var statuses = Enumerable.Range(0, 2001).Select(i => new object[]
        {
            "session/status", new { session = BaileysWorld.SessionId, status = new { state = i % 2 == 0 ? "connected" : "connecting", self = "5511900000001:4@s.whatsapp.net" } },
        });
        await using var world = new BaileysWorld(new ScriptedEngine(new { onOpen = statuses.Append(["log", new { level = "info", message = "that was all" }]) }));
        await using var session = await world.OpenAsync();
        await Eventually.HoldsAsync(() => world.Log.Text.Contains("that was all", StringComparison.Ordinal));

        Assert.Equal(SessionState.Connected, session.Status.State);
        Assert.Equal("5511900000001@s.whatsapp.net", session.Status.Self?.Value);
        Assert.InRange(session.Events.Count, 1, 256);
        SessionStatus? last = null;
        while (last?.State != SessionState.Connected || session.Events.Count > 0)
        {
            var next = await BaileysWorld.NextAsync(session);
            last = Assert.IsType<ConnectionChanged>(next.Event).Status;
            Assert.Equal(0, next.Position);
            await session.AcknowledgeAsync(next.Position, Token);
        }
    }

    [Fact]
    public async Task Status_AfterEvents_CarriesThePositionOfTheLast()
    {
        var script = new ScriptedEngine(new
        {
            onOpen = new object[]
            {
                new object[] { "session/events", new { session = BaileysWorld.SessionId, events = new[] { ScriptedEvents.Message(41), ScriptedEvents.Message(42) } } },
                new object[] { "session/status", new { session = BaileysWorld.SessionId, status = new { state = "connected" } } },
                new object[] { "session/status", new { session = "inst_other", status = new { state = "linking" } } },
                new object[] { "session/status", new { status = 7 } },
                new object[] { "session/events", new { session = BaileysWorld.SessionId, events = "none" } },
            },
        });
        await using var world = new BaileysWorld(script);
        await using var session = await world.OpenAsync();

        Assert.Equal(41, (await BaileysWorld.NextAsync(session)).Position);
        Assert.Equal(42, (await BaileysWorld.NextAsync(session)).Position);
        Assert.Equal(new JournaledEvent(42, new ConnectionChanged(new SessionStatus(SessionState.Connected))), await BaileysWorld.NextAsync(session));
    }
}
